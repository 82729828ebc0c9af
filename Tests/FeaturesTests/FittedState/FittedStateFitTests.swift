import AdvertiserDomain
import Foundation
import Testing

@testable import Features

@Suite struct FittedStateFitTests {
    private let columns = HistoryColumns(
        behaviour: ["logins"], performance: ["clicks"], profile: ["size"], scenario: ["type", "price"],
        taskColumns: ["clicks", "gmv"])
    private let first = SmallWorld.firstDay

    private func specification(_ tasks: [(String, PredictionTask.Aggregate)]) -> FeatureSpecification {
        FeatureSpecification(
            columns: columns,
            tasks: tasks.map { PredictionTask(name: $0 + $1.rawValue, column: $0, aggregate: $1, unit: "") },
            windowDays: 2, horizonDays: 1)
    }

    /// Rows of (logins, clicks, gmv) from the first day on.
    private func history(_ name: String, size: AttributeValue, _ rows: [(String, [[Float]])]) -> AdvertiserHistory {
        AdvertiserHistory(
            advertiser: name, profile: [size],
            snapshots: rows.flatMap { scenario, days in
                days.enumerated().map { offset, measures in
                    DailySnapshot(scenario: scenario, day: first + offset, measures: measures)
                }
            })
    }

    private func panel(_ histories: [AdvertiserHistory], days: Int) throws -> Panel {
        let source = InMemoryHistorySource(
            columns: columns,
            scenarioRecords: [
                ScenarioRecord(name: "display", attributes: [.text("feed"), .number(2)]),
                ScenarioRecord(name: "live", attributes: [.text("stream"), .number(50)]),
                ScenarioRecord(name: "search", attributes: [.text("query"), .number(6)]),
            ], histories: histories)
        return try Panel(source: source, from: first, through: first + (days - 1))
    }

    @Test func binsSeeDaysUpToTheLastTrainingDateOfTrainingSeries() throws {
        let panel = try panel(
            [
                history(
                    "a", size: .text("small"),
                    [
                        ("display", [[1, 0, 0], [2, 0, 0], [3, 7, 0], [90, 90, 0], [91, 91, 0]]),
                        ("search", [[10, 0, 0], [20, 0, 0], [30, 3, 0]]),
                    ]),
                history("b", size: .text("large"), [("live", [[500, 500, 0], [500, 500, 0], [500, 500, 0]])]),
            ], days: 5)
        let samples = [Sample(series: 0, asOf: 1), Sample(series: 0, asOf: 2), Sample(series: 1, asOf: 2)]
        let state = try FittedState.fit(
            panel: panel, specification: specification([("gmv", .sum)]), samples: samples, scenarioBalance: 0)
        #expect(state.behaviourBins.own.map(\.edges) == [[1, 2, 3, 10, 20, 30]])
        #expect(state.behaviourBins.all.map(\.edges) == [[11, 22, 33]])
        #expect(state.performanceBins.own.map(\.edges) == [[3, 7]])
        #expect(state.performanceBins.all.map(\.edges) == [[10]])
    }

    @Test func attributesAreThoseOfTheTrainingSamples() throws {
        let one: [[Float]] = [[1, 1, 1], [1, 1, 1], [1, 1, 1]]
        let panel = try panel(
            [
                history("a", size: .text("small"), [("display", one), ("search", one)]),
                history("b", size: .text("large"), [("live", one)]),
            ], days: 3)
        let state = try FittedState.fit(
            panel: panel, specification: specification([("gmv", .sum)]),
            samples: [Sample(series: 0, asOf: 1), Sample(series: 1, asOf: 1)], scenarioBalance: 0)
        #expect(
            state.attributes == [
                AttributeField(
                    role: .profile, column: "size", encoding: .categorical(vocabulary: Vocabulary(of: ["small"]))),
                AttributeField(
                    role: .scenario, column: "scenario",
                    encoding: .categorical(vocabulary: Vocabulary(of: ["display", "search"]))),
                AttributeField(
                    role: .scenario, column: "type",
                    encoding: .categorical(vocabulary: Vocabulary(of: ["feed", "query"]))),
                AttributeField(
                    role: .scenario, column: "price", encoding: .standardised(mean: 4, deviation: 2)),
            ])
        #expect(state.trainingScenarios == ["display", "search"])
        #expect(state.hasTrained(scenario: "search"))
        #expect(!state.hasTrained(scenario: "live"))
    }

    @Test func denseMomentsByHandAndConstantColumns() throws {
        // The window of two days has sums over 1 and 2 days, the share over 2 days and how the sums differ, of two measures
        // and two views, which here are one.
        let panel = try panel(
            [history("a", size: .unknown, [("display", [[1, 5, 0], [0, 5, 0], [3, 5, 0], [0, 5, 0]])])], days: 4)
        let state = try FittedState.fit(
            panel: panel, specification: specification([("gmv", .sum)]),
            samples: [Sample(series: 0, asOf: 1), Sample(series: 0, asOf: 2)], scenarioBalance: 0)
        // logins: today 0 and 3; two days 1 and 3; share ½ both times. clicks: constant.
        let logins: [Double] = [log(4) / 2, (log(2) + log(4)) / 2]
        let clicks: [Double] = [log(6), log(11)]
        let trends: [Double] = [-log(2) / 2, log(6) - log(11)]
        let view: [Double] = logins + clicks + [0.5, 1] + trends
        let sharesOfAll: [Double] = [0, 0, 0, 0]
        let weekday: [Double] = [0, 0, 0, 0, 0, 0, 0]
        for (mean, expected) in zip(state.denseMeans, view + view + sharesOfAll + weekday) {
            #expect(abs(Double(mean) - expected) < 1e-6)
        }
        let deviations: [Double] = [log(4) / 2, (log(4) - log(2)) / 2, 1, 1, 1, 1, log(2) / 2, 1]
        for (deviation, expected) in zip(state.denseDeviations, deviations + deviations) {
            #expect(abs(Double(deviation) - expected) < 1e-6)
        }
        #expect(state.denseDeviations.suffix(11) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(state.denseMeans.count == 27)
        #expect(state.denseDeviations.count == 27)
    }

    @Test func scalesAreUnweightedAndSharesWeighted() throws {
        // Labels of gmv: 4, 0 and 8, 0 in "display", 12 in "search"; four samples against one.
        let panel = try panel(
            [
                history(
                    "a", size: .unknown,
                    [
                        ("display", [[1, 0, 0], [1, 0, 0], [1, 0, 4], [1, 0, 0], [1, 0, 8], [1, 0, 0]]),
                        ("search", [[1, 0, 0], [1, 0, 0], [1, 0, 12]]),
                    ])
            ], days: 6)
        let samples = (1...4).map { Sample(series: 0, asOf: $0) } + [Sample(series: 1, asOf: 1)]
        let state = try FittedState.fit(
            panel: panel,
            specification: specification([("gmv", .sum), ("gmv", .active), ("clicks", .sum), ("gmv", .activeDays)]),
            samples: samples, scenarioBalance: 0.5)
        let expectedScales: [Float] = [24.0 / 5, 1, 1, 3.0 / 5]
        for (scale, expected) in zip(state.taskScales, expectedScales) { #expect(abs(scale - expected) < 1e-6) }
        // Raw weights 1 and √4 = 2, mean (4·1 + 2)/5 = 1.2; positives weigh 2·1 + 1·2 = 4 of 6.
        #expect(abs(state.scenarioWeights[0] - 1 / 1.2) < 1e-6)
        #expect(abs(state.scenarioWeights[1] - 2 / 1.2) < 1e-6)
        #expect(state.weight(ofScenario: "search") == state.scenarioWeights[1])
        #expect(state.weight(ofScenario: "live") == 1)
        let expectedShares: [Float] = [4.0 / 6, 4.0 / 6, 0, 4.0 / 6]
        for (share, expected) in zip(state.positiveShares, expectedShares) { #expect(abs(share - expected) < 1e-6) }
        #expect(state.taskScales.count == 4)
        #expect(state.positiveShares.count == 4)
    }

    @Test func withoutSamplesOrWithOtherColumnsItThrows() throws {
        let panel = try panel([history("a", size: .unknown, [("display", [[1, 1, 1]])])], days: 1)
        #expect(throws: FeatureError.noTrainingSamples(windowDays: 2, first: first, last: first)) {
            try FittedState.fit(
                panel: panel, specification: specification([("gmv", .sum)]), samples: [], scenarioBalance: 0)
        }
        #expect(throws: FeatureError.self) {
            try FittedState.fit(
                panel: panel, specification: SmallWorld.specification(), samples: [Sample(series: 0, asOf: 0)],
                scenarioBalance: 0)
        }
    }
}
