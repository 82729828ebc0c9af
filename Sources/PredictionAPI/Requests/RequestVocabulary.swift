import AdvertiserDomain
import Features

/// The names that a request may use: the tasks and columns of the model, and the scenarios of the database.
package struct RequestVocabulary: Sendable {
    package let columns: HistoryColumns
    package let tasks: [PredictionTask]
    /// Ascending by name.
    package let scenarios: [ScenarioRecord]

    /// The columns of `profile` and of `scenario` that the model takes as numbers.
    let numericAttributes: (profile: Set<String>, scenario: Set<String>)
    let taskPositions: [String: Int]
    let measurePositions: [String: Int]
    let scenarioPositions: [NameKey: Int]

    /// - Parameter attributes: the model's fields, which say which columns are numeric.
    package init(
        columns: HistoryColumns, tasks: [PredictionTask], scenarios: [ScenarioRecord], attributes: [AttributeField]
    ) {
        self.columns = columns
        self.tasks = tasks
        self.scenarios = scenarios
        self.numericAttributes = (
            Self.numericColumns(.profile, of: attributes), Self.numericColumns(.scenario, of: attributes)
        )
        self.taskPositions = Self.positions(of: tasks.map(\.name))
        self.measurePositions = Self.positions(of: columns.measures)
        self.scenarioPositions = Self.positions(of: scenarios.map { NameKey($0.name) })
    }

    private static func numericColumns(_ role: AttributeField.Role, of attributes: [AttributeField]) -> Set<String> {
        Set(attributes.filter { $0.role == role && $0.encoding.isNumeric }.map(\.column))
    }

    private static func positions<Name: Hashable>(of names: [Name]) -> [Name: Int] {
        Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
}
