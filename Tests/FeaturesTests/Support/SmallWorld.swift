import AdvertiserDomain
import TensorCore

@testable import Features

/// A world that the tests share: two scenarios and a third that comes late, uneven activity, tied and heavy values.
enum SmallWorld {
    static let firstDay = Day(number: 18_000)
    static let dayCount = 40
    static let columns = HistoryColumns(
        behaviour: ["logins", "budget"], performance: ["clicks", "spend"], profile: ["size", "category"],
        scenario: ["type", "price"], taskColumns: ["clicks", "gmv"])
    static let tasks = [
        PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
        PredictionTask(name: "gmv", column: "gmv", aggregate: .sum, unit: "CNY"),
        PredictionTask(name: "days", column: "logins", aggregate: .activeDays, unit: "days"),
        PredictionTask(name: "active", column: "clicks", aggregate: .active, unit: ""),
    ]
    static let scenarios = [
        ScenarioRecord(name: "display", attributes: [.text("feed"), .number(2)]),
        ScenarioRecord(name: "live", attributes: [.text("feed"), .number(8)]),
        ScenarioRecord(name: "search", attributes: [.text("query"), .unknown]),
    ]

    static func specification(
        windowDays: Int = 10, horizonDays: Int = 5, patternDays: Int = 3
    ) -> FeatureSpecification {
        FeatureSpecification(
            columns: columns, tasks: tasks, windowDays: windowDays, horizonDays: horizonDays, patternDays: patternDays)
    }

    static func source(advertisers: Int = 12, seed: UInt64 = 3) -> InMemoryHistorySource {
        var generator = SeededGenerator(seed: seed)
        var histories: [AdvertiserHistory] = []
        for index in 0..<advertisers {
            var snapshots: [DailySnapshot] = []
            for (position, scenario) in scenarios.enumerated() where (index + position) % 3 != 0 {
                let firstActiveDay = scenario.name == "live" ? 20 : index % 7
                for day in firstActiveDay..<dayCount where generator.uniform() < 0.6 {
                    let level = 0.1 + 3 * generator.uniformDouble()
                    func measure() -> Float {
                        generator.uniform() < 0.3 ? 0 : Float(level * 1.3 + 900 * generator.uniformDouble() / 7)
                    }
                    snapshots.append(
                        DailySnapshot(
                            scenario: scenario.name, day: firstDay + day,
                            measures: columns.measures.map { _ in measure() }))
                }
            }
            histories.append(
                AdvertiserHistory(
                    advertiser: "advertiser \(10 + index)",
                    profile: [.number(Double(index % 4)), index == 5 ? .unknown : .text("category \(index % 3)")],
                    snapshots: snapshots))
        }
        return InMemoryHistorySource(columns: columns, scenarioRecords: scenarios, histories: histories)
    }

    static func panel() throws -> Panel {
        try Panel(source: source(), from: firstDay, through: firstDay + (dayCount - 1))
    }

    /// The days at the given offsets.
    static func days(_ offsets: some Sequence<Int>) -> [Day] { offsets.map { firstDay + $0 } }
}

extension Panel {
    /// A panel of one advertiser and one scenario from rows of measures, one a day, the first on the first day.
    init(
        columns: HistoryColumns, firstDay: Day = SmallWorld.firstDay, rows: [[Float]],
        profile: [AttributeValue] = [], scenario: ScenarioRecord = ScenarioRecord(name: "only", attributes: [])
    ) throws {
        let snapshots = rows.enumerated().map { offset, measures in
            DailySnapshot(scenario: scenario.name, day: firstDay + offset, measures: measures)
        }
        try self.init(
            history: AdvertiserHistory(advertiser: "a", profile: profile, snapshots: snapshots),
            scenarios: [scenario], columns: columns, from: firstDay, through: firstDay + (rows.count - 1),
            including: [])
    }
}
