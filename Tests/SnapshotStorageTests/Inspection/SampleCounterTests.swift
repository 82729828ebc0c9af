import AdvertiserDomain
import Testing

@testable import SnapshotStorage

@Suite struct SampleCounterTests {
    @Test(arguments: [1, 3, 7, 50])
    func countsDatesWithARowInTheirWindow(windowDays: Int) {
        let oldest = Day(number: 100)
        let range = DataRange(oldest: oldest, newest: oldest + 39, gaps: [])
        let dates = [8, 9, 10, 14, 20, 21, 22, 23, 33, 39].map { oldest + $0 }
        let counter = SampleCounter(dates: dates, windowDays: windowDays, range: range)
        for offsets in [[], [0], [39], [9], [7, 8, 12], [0, 1, 2, 20, 21, 30], Array(0...39)] {
            let days = offsets.map { oldest + $0 }
            let expected = dates.count { date in days.contains { $0 <= date && $0 > date - windowDays } }
            #expect(counter.samples(of: days) == expected, "rows on \(offsets)")
        }
    }
}
