import AdvertiserDomain

/// The names that a request may use: the tasks and columns of the model, and the scenarios of the database.
package struct RequestVocabulary: Sendable {
    package let columns: HistoryColumns
    package let tasks: [PredictionTask]
    /// Ascending by name.
    package let scenarios: [ScenarioRecord]

    let taskPositions: [String: Int]
    let measurePositions: [String: Int]
    let scenarioPositions: [String: Int]

    package init(columns: HistoryColumns, tasks: [PredictionTask], scenarios: [ScenarioRecord]) {
        self.columns = columns
        self.tasks = tasks
        self.scenarios = scenarios
        self.taskPositions = Self.positions(of: tasks.map(\.name))
        self.measurePositions = Self.positions(of: columns.measures)
        self.scenarioPositions = Self.positions(of: scenarios.map(\.name))
    }

    private static func positions(of names: [String]) -> [String: Int] {
        Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
}
