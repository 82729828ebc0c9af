/// A handle of a matrix on a tape.
package struct Variable: Hashable, Sendable {
    let index: Int
}
