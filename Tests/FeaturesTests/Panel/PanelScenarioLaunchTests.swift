import AdvertiserDomain
import Testing

@testable import Features

@Suite struct PanelScenarioLaunchTests {
    /// The source as a database would be without those rows.
    private func source(without scenario: String, before launch: Day) -> InMemoryHistorySource {
        var source = SmallWorld.source()
        source.histories = source.histories.map { history in
            AdvertiserHistory(
                advertiser: history.advertiser, profile: history.profile,
                snapshots: history.snapshots.filter { $0.scenario != scenario || $0.day >= launch })
        }
        return source
    }

    @Test(arguments: ["display", "live", "search"], [0, 1, 17, 25, 39, 40, 60])
    func equalsAPanelReadWithoutTheRows(scenario: String, offset: Int) throws {
        let launch = SmallWorld.firstDay + offset
        let launched = try SmallWorld.panel().launching(scenario: scenario, on: launch)
        let read = try Panel(
            source: source(without: scenario, before: launch), from: SmallWorld.firstDay,
            through: SmallWorld.firstDay + (SmallWorld.dayCount - 1))
        #expect(launched.advertisers == read.advertisers)
        #expect(launched.profiles == read.profiles)
        #expect(launched.scenarios == read.scenarios)
        #expect(launched.series == read.series)
        #expect(launched.values == read.values)
        #expect(launched.sums == read.sums)
        #expect(launched.hasRow == read.hasRow)
    }

    @Test func advertisersWithoutAnotherRowAreGone() throws {
        let columns = HistoryColumns(behaviour: ["logins"], performance: [], profile: [], scenario: [], taskColumns: [])
        func history(_ name: String, _ rows: [(String, Int)]) -> AdvertiserHistory {
            AdvertiserHistory(
                advertiser: name, profile: [],
                snapshots: rows.map { DailySnapshot(scenario: $0.0, day: Day(number: $0.1), measures: [1]) })
        }
        let panel = try Panel(
            histories: [
                history("a", [("feed", 1)]), history("b", [("feed", 1), ("feed", 3)]),
                history("c", [("feed", 0), ("search", 2)]),
            ], scenarios: ["feed", "search"].map { ScenarioRecord(name: $0, attributes: []) }, columns: columns,
            from: Day(number: 0), through: Day(number: 3))
        let launched = panel.launching(scenario: "feed", on: Day(number: 2))
        #expect(launched.advertisers == ["b", "c"])
        #expect(launched.series.map(\.firstRowDay) == [3, 2])
        #expect(launched.allValues(ofAdvertiser: 0) == [0, 0, 0, 1])
        #expect(launched.allValues(ofAdvertiser: 1) == [0, 0, 1, 0])
    }
}
