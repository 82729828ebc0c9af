import AdvertiserDomain
import Testing

@testable import Features

@Suite struct AsOfDatesTests {
    private func range(_ days: Int, gaps: [Int] = []) -> DataRange {
        DataRange(
            oldest: SmallWorld.firstDay, newest: SmallWorld.firstDay + (days - 1), gaps: SmallWorld.days(gaps))
    }

    @Test func windowAndHorizonLieInsideTheRange() {
        #expect(AsOfDates.mature(in: range(10), windowDays: 4, horizonDays: 2) == SmallWorld.days(3...7))
        #expect(AsOfDates.mature(in: range(6), windowDays: 4, horizonDays: 2) == SmallWorld.days([3]))
        #expect(AsOfDates.mature(in: range(5), windowDays: 4, horizonDays: 2) == [])
    }

    @Test func labelsThatOverlapAGapAreNotUsed() {
        // Day 6 is in the horizons of 4 and 5; the window of 6 and later may hold it.
        #expect(
            AsOfDates.mature(in: range(10, gaps: [6]), windowDays: 4, horizonDays: 2) == SmallWorld.days([3, 6, 7]))
        #expect(AsOfDates.mature(in: range(10, gaps: [2]), windowDays: 4, horizonDays: 2) == SmallWorld.days(3...7))
        #expect(
            AsOfDates.mature(in: range(10, gaps: [4, 5, 6, 9]), windowDays: 4, horizonDays: 2) == SmallWorld.days([6]))
    }

    @Test func whatLiesBeforeTheFirstWindowIsLeftOut() {
        func firstDay(_ range: DataRange) -> [Day] {
            [AsOfDates.firstWindowDay(in: range, windowDays: 4, horizonDays: 2)]
        }
        #expect(firstDay(range(10)) == SmallWorld.days([0]))
        #expect(firstDay(range(10, gaps: [2, 6])) == SmallWorld.days([0]))
        // After a row alone on day 0, labels are whole from day 6 on, and the window of 5 begins with 2.
        #expect(firstDay(range(10, gaps: [1, 2, 3, 4, 5])) == SmallWorld.days([2]))
        #expect(firstDay(range(5)) == SmallWorld.days([0]))
    }

    @Test func stridesCountBackFromTheNewest() {
        #expect(AsOfDates.strided(SmallWorld.days(3...12), by: 3) == SmallWorld.days([3, 6, 9, 12]))
        #expect(AsOfDates.strided(SmallWorld.days(3...11), by: 3) == SmallWorld.days([5, 8, 11]))
        #expect(AsOfDates.strided(SmallWorld.days([3, 4, 6, 7, 10]), by: 3) == SmallWorld.days([4, 7, 10]))
        #expect(AsOfDates.strided(SmallWorld.days(3...5), by: 1) == SmallWorld.days(3...5))
        #expect(AsOfDates.strided([], by: 3) == [])
    }
}
