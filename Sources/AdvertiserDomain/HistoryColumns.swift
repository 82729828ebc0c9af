/// The user's columns that histories carry, in the order in which every layer keeps them.
package struct HistoryColumns: Codable, Equatable, Sendable {
    package let behaviour: [String]
    package let performance: [String]
    package let profile: [String]
    package let scenario: [String]
    /// Numeric columns of `daily_snapshots`: behaviour, then performance, then task columns that are in neither.
    package let measures: [String]

    package init(
        behaviour: [String], performance: [String], profile: [String], scenario: [String], taskColumns: [String]
    ) {
        self.behaviour = behaviour
        self.performance = performance
        self.profile = profile
        self.scenario = scenario
        var measures: [String] = []
        for column in behaviour + performance + taskColumns where !measures.contains(column) {
            measures.append(column)
        }
        self.measures = measures
    }
}
