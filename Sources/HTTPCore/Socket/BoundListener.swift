/// A listener of a server that has started.
package struct BoundListener: Sendable, Hashable {
    /// As its requests name it.
    package let listener: RequestListener
    /// Where it is bound, the port being the one the system chose.
    package let address: BoundAddress
}
