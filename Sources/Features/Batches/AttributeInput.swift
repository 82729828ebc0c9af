/// What a model needs to know of one attribute field: its name and what its values are.
package struct AttributeInput: Codable, Hashable, Sendable {
    package enum Kind: Codable, Hashable, Sendable {
        /// Codes 0 (unknown) to `categoryCount` in ``Batch/categoricalCodes``.
        case categorical(categoryCount: Int)
        /// A number, 0 for unknown, in ``Batch/numericValues``.
        case numeric
    }

    package let role: AttributeField.Role
    package let column: String
    package let kind: Kind

    package init(role: AttributeField.Role, column: String, kind: Kind) {
        self.role = role
        self.column = column
        self.kind = kind
    }

    /// Such as `profile.main_category`; the scenario's own name is `scenario.scenario`.
    package var name: String { "\(role.rawValue).\(column)" }

    /// Whether it is the scenario's own name.
    package var isScenarioName: Bool { role == .scenario && column == AttributeField.scenarioNameColumn }
}
