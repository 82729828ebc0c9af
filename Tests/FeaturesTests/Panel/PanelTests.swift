import AdvertiserDomain
import Testing

@testable import Features

@Suite struct PanelTests {
    private let columns = HistoryColumns(
        behaviour: ["logins"], performance: ["clicks"], profile: ["size"], scenario: ["type"], taskColumns: [])
    private let scenarios = [
        ScenarioRecord(name: "search", attributes: [.text("query")]),
        ScenarioRecord(name: "display", attributes: [.text("feed")]),
        ScenarioRecord(name: "live", attributes: [.unknown]),
    ]
    private let first = Day(number: 100)

    private func row(_ scenario: String, _ day: Int, _ measures: [Float]) -> DailySnapshot {
        DailySnapshot(scenario: scenario, day: Day(number: day), measures: measures)
    }

    private func history(_ name: String, _ snapshots: [DailySnapshot]) -> AdvertiserHistory {
        AdvertiserHistory(advertiser: name, profile: [.text("small")], snapshots: snapshots)
    }

    @Test func holdsRowsZerosAndSums() throws {
        let source = InMemoryHistorySource(
            columns: columns, scenarioRecords: scenarios,
            histories: [
                history(
                    "a", [row("display", 100, [1, 2]), row("display", 102, [3, 4]), row("search", 102, [10, 0])]),
                history("b", [row("search", 99, [7, 7])]),
                history("c", [row("live", 101, [5, 6])]),
            ])
        var progress: [Int] = []
        let panel = try Panel(source: source, from: first, through: first + 2) { progress.append($0) }
        #expect(panel.dayCount == 3)
        #expect(panel.lastDay == Day(number: 102))
        #expect(panel.advertisers == ["a", "c"])
        #expect(progress == [1, 2])
        #expect(panel.scenarios.map(\.name) == ["display", "live", "search"])
        #expect(panel.series.map(\.advertiser) == [0, 0, 1])
        #expect(panel.series.map(\.scenario) == [0, 2, 1])
        #expect(panel.series.map(\.firstRowDay) == [0, 2, 1])
        #expect(panel.series.map(\.rowCount) == [2, 1, 1])
        #expect(panel.values == [1, 2, 0, 0, 3, 4] + [0, 0, 0, 0, 10, 0] + [0, 0, 5, 6, 0, 0])
        #expect(panel.values(ofSeries: 1) == [0, 0, 0, 0, 10, 0])
        #expect(panel.allValues(ofAdvertiser: 0) == [1, 2, 0, 0, 13, 4])
        #expect(panel.allValues(ofAdvertiser: 1) == [0, 0, 5, 6, 0, 0])
        #expect(panel.hasRow == [true, false, true, false, false, true, false, true, false])
        #expect(panel.seriesIndex(advertiser: 0, scenario: "search") == 1)
        #expect(panel.seriesIndex(advertiser: 1, scenario: "live") == 2)
        #expect(panel.seriesIndex(advertiser: 1, scenario: "search") == nil)
        #expect(panel.seriesIndex(advertiser: 2, scenario: "live") == nil)
        let sample = Sample(series: 1, asOf: 2)
        #expect(panel.advertiser(of: sample) == "a")
        #expect(panel.scenario(of: sample) == "search")
        #expect(panel.asOf(of: sample) == Day(number: 102))
    }

    @Test func requestedScenariosWithoutRowsAreZeroSeries() throws {
        let panel = try Panel(
            history: history("a", [row("search", 50, [9, 9]), row("search", 101, [1, 2])]), scenarios: scenarios,
            columns: columns, from: first, through: first + 1, including: ["live", "display", "search", "live"])
        #expect(panel.series.map(\.scenario) == [0, 1, 2])
        #expect(panel.series.map(\.firstRowDay) == [nil, nil, 1])
        #expect(panel.values == [0, 0, 0, 0] + [0, 0, 0, 0] + [0, 0, 1, 2])
        #expect(panel.allValues(ofAdvertiser: 0) == [0, 0, 1, 2])
    }

    @Test func aScenarioThatOnlyRowsNameHasUnknownAttributes() throws {
        let panel = try Panel(
            history: history("a", [row("banner", 100, [1, 1]), row("search", 100, [2, 2])]), scenarios: scenarios,
            columns: columns, from: first, through: first, including: [])
        #expect(panel.scenarios.last == ScenarioRecord(name: "banner", attributes: [.unknown]))
        #expect(panel.series.map { panel.scenarios[Int($0.scenario)].name } == ["banner", "search"])
        #expect(panel.allValues(ofAdvertiser: 0) == [3, 3])
    }

    @Test func sumsBeyondTheLargestFloatStayFinite() throws {
        let largest = Float.greatestFiniteMagnitude
        let panel = try Panel(
            history: history("a", [row("display", 100, [largest, 1]), row("search", 100, [largest, 1])]),
            scenarios: scenarios, columns: columns, from: first, through: first, including: [])
        #expect(panel.allValues(ofAdvertiser: 0) == [largest, 2])
    }

    @Test func refusesWhatDoesNotFit() {
        func panel(_ history: AdvertiserHistory, through: Day, including names: [String] = []) throws -> Panel {
            try Panel(
                history: history, scenarios: scenarios, columns: columns, from: first, through: through,
                including: names)
        }
        #expect(throws: FeatureError.emptyRange(from: first, through: first - 1)) {
            try panel(history("a", []), through: first - 1)
        }
        #expect(throws: FeatureError.unknownScenario("tv")) {
            try panel(history("a", []), through: first, including: ["tv"])
        }
        #expect(
            throws: FeatureError.malformedHistory(advertiser: "a", table: "daily_snapshots", found: 1, expected: 2)
        ) { try panel(history("a", [row("search", 100, [1])]), through: first) }
        #expect(throws: FeatureError.malformedHistory(advertiser: "a", table: "advertisers", found: 0, expected: 1)) {
            try panel(AdvertiserHistory(advertiser: "a", profile: [], snapshots: []), through: first)
        }
        #expect(throws: FeatureError.malformedHistory(advertiser: "tv", table: "scenarios", found: 0, expected: 1)) {
            try Panel(
                history: history("a", []), scenarios: [ScenarioRecord(name: "tv", attributes: [])], columns: columns,
                from: first, through: first, including: [])
        }
    }
}
