/// An attribute of a sample's advertiser or scenario, and how it enters the model.
package struct AttributeField: Codable, Equatable, Sendable {
    /// Whose attribute it is.
    package enum Role: String, Codable, Sendable {
        case profile, scenario
    }

    /// The column under which the scenario's own name stands, the first of the scenario's fields.
    package static let scenarioNameColumn = "scenario"

    package let role: Role
    package let column: String
    package let encoding: AttributeEncoding

    package init(role: Role, column: String, encoding: AttributeEncoding) {
        self.role = role
        self.column = column
        self.encoding = encoding
    }
}
