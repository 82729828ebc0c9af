import AdvertiserDomain

extension AdcastConfiguration {
    /// A small configuration of its own.
    static let example = AdcastConfiguration(
        database: "/data/snapshots.sqlite", models: "/data/models",
        columns: HistoryColumns(
            behaviour: ["logins"], performance: ["clicks"], profile: ["level"], scenario: ["type"],
            taskColumns: ["clicks"]),
        tasks: [PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks")])
}
