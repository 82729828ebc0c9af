/// A handle of a declared parameter.
package struct ParameterID: Hashable, Sendable {
    package let index: Int
}
