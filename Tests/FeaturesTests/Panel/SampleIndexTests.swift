import AdvertiserDomain
import Testing

@testable import Features

@Suite struct SampleIndexTests {
    /// Days 0 to 9; "display" has rows on days 2 and 7, "search" on day 5.
    private func panel() throws -> Panel {
        let first = SmallWorld.firstDay
        let measures = [Float](repeating: 0, count: SmallWorld.columns.measures.count)
        return try Panel(
            history: AdvertiserHistory(
                advertiser: "a", profile: [.unknown, .unknown],
                snapshots: [("display", 2), ("display", 7), ("search", 5)].map {
                    DailySnapshot(scenario: $0, day: first + $1, measures: measures)
                }),
            scenarios: SmallWorld.scenarios, columns: SmallWorld.columns, from: first, through: first + 9,
            including: ["live"])
    }

    @Test func aSampleNeedsARowInItsWindow() throws {
        let index = SampleIndex(panel: try panel(), windowDays: 3)
        let samples = try index.samples(asOf: SmallWorld.days(2...9))
        // A row of zeros counts; "live" has none.
        #expect(samples.filter { $0.series == 0 }.map(\.asOf) == [2, 3, 4, 7, 8, 9])
        #expect(samples.filter { $0.series == 2 }.map(\.asOf) == [5, 6, 7])
        #expect(samples.count == 9)
    }

    @Test func orderOfDatesDoesNotMatter() throws {
        let index = SampleIndex(panel: try panel(), windowDays: 3)
        let samples = try index.samples(asOf: SmallWorld.days([7, 2]))
        #expect(samples == [Sample(series: 0, asOf: 2), Sample(series: 0, asOf: 7), Sample(series: 2, asOf: 7)])
        #expect(try index.samples(asOf: []) == [])
    }

    @Test func windowsAndHorizonsLieInsideThePanel() throws {
        let first = SmallWorld.firstDay
        let index = SampleIndex(panel: try panel(), windowDays: 3)
        #expect(
            throws: FeatureError.windowOutsidePanel(asOf: first + 1, windowDays: 3, first: first, last: first + 9)
        ) { try index.samples(asOf: SmallWorld.days([5, 1])) }
        #expect(
            throws: FeatureError.windowOutsidePanel(asOf: first + 10, windowDays: 3, first: first, last: first + 9)
        ) { try index.samples(asOf: SmallWorld.days([5, 10])) }
        #expect(throws: FeatureError.labelsOutsidePanel(asOf: first + 8, horizonDays: 2, last: first + 9)) {
            try index.samples(asOf: SmallWorld.days([8]), horizonDays: 2)
        }
        #expect(try index.samples(asOf: SmallWorld.days([7]), horizonDays: 2).count == 2)
    }
}
