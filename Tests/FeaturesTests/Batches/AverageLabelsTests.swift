import AdvertiserDomain
import Testing

@testable import Features

@Suite struct AverageLabelsTests {
    private func encoder(clicks: [Float]) throws -> SampleEncoder {
        let columns = HistoryColumns(
            behaviour: ["logins"], performance: ["clicks"], profile: [], scenario: [], taskColumns: [])
        let tasks = [
            PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: ""),
            PredictionTask(name: "days", column: "clicks", aggregate: .activeDays, unit: "days"),
            PredictionTask(name: "active", column: "clicks", aggregate: .active, unit: ""),
        ]
        let specification = FeatureSpecification(columns: columns, tasks: tasks, windowDays: 2, horizonDays: 2)
        let history = AdvertiserHistory(
            advertiser: "a", profile: [],
            snapshots: clicks.enumerated().map {
                DailySnapshot(scenario: "feed", day: Day(number: $0.offset), measures: [1, $0.element])
            })
        let panel = try Panel(
            histories: [history], scenarios: [ScenarioRecord(name: "feed", attributes: [])], columns: columns,
            from: Day(number: 0), through: Day(number: clicks.count - 1))
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: [Sample(series: 0, asOf: 1)], scenarioBalance: 0)
        return try SampleEncoder(panel: panel, state: state, specification: specification)
    }

    @Test func averagesTheLastDays() throws {
        let encoder = try encoder(clicks: [50, 0, 6, 2, 0, 0, 9, 9])
        // Days 2 to 5: eight clicks on two of four days, over a horizon of two days.
        #expect(encoder.averageLabels(of: [Sample(series: 0, asOf: 5)], days: 4) == [4, 1, 0.75])
    }

    @Test func takesWhatDaysThereAre() throws {
        let encoder = try encoder(clicks: [50, 0, 6, 2, 0, 0, 9, 9])
        #expect(encoder.averageLabels(of: [Sample(series: 0, asOf: 1)], days: 28) == [50, 1, 0.75])
    }
}
