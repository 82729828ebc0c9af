import Testing

@testable import AdvertiserDomain

@Suite struct HistoryRowsTests {
    private func snapshot(_ scenario: String, _ day: Int, _ measures: [Float]) -> DailySnapshot {
        DailySnapshot(scenario: scenario, day: Day(number: day), measures: measures)
    }

    @Test func rowsOfOneScenarioShareAStretch() {
        let snapshots = [
            snapshot("display", 3, [1, 2]), snapshot("display", 5, [3, 4]), snapshot("search", 1, [5, 6]),
            snapshot("display", 6, [7, 8]),
        ]
        let rows = HistoryRows(snapshots)
        #expect(rows.count == 4)
        #expect(rows.stretches.map(\.scenario) == ["display", "search", "display"])
        #expect(rows.stretches.map(\.rows) == [0..<2, 2..<3, 3..<4])
        #expect(rows.days.map(\.number) == [3, 5, 1, 6])
        #expect(rows.measureCount == 2)
        #expect(Array(rows.measures(ofRow: 2)) == [5, 6])
        #expect(AdvertiserHistory(advertiser: "a", profile: [], rows: rows).snapshots == snapshots)
    }

    @Test func namesAreToldApartByTheirBytes() {
        let rows = HistoryRows([snapshot("\u{e9}", 1, [1]), snapshot("e\u{301}", 1, [2])])
        #expect(rows.stretches.count == 2)
        #expect(rows != HistoryRows([snapshot("\u{e9}", 1, [1]), snapshot("\u{e9}", 1, [2])]))
    }

    @Test func withoutRowsThereAreNoMeasures() {
        #expect(HistoryRows([]) == HistoryRows())
        #expect(HistoryRows().measureCount == 0)
        #expect(AdvertiserHistory(advertiser: "a", profile: [], snapshots: []).snapshots.isEmpty)
    }
}
