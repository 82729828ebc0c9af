/// A value of a profile or scenario attribute, as the database or a request gives it.
package enum AttributeValue: Hashable, Sendable {
    case text(String)
    /// Always finite.
    case number(Double)
    /// NULL, or not given.
    case unknown
}
