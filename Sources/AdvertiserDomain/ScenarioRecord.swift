/// An advertising scenario and its attributes.
package struct ScenarioRecord: Equatable, Sendable {
    package let name: String
    /// One value a column of ``HistoryColumns/scenario``, in that order; the name itself is not among them.
    package let attributes: [AttributeValue]

    package init(name: String, attributes: [AttributeValue]) {
        self.name = name
        self.attributes = attributes
    }
}
