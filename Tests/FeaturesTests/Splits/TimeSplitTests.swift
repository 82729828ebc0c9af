import AdvertiserDomain
import Testing

@testable import Features

@Suite struct TimeSplitTests {
    private let oldest = SmallWorld.firstDay

    private func range(_ days: Int, gaps: [Int] = []) -> DataRange {
        DataRange(oldest: oldest, newest: oldest + (days - 1), gaps: SmallWorld.days(gaps))
    }

    @Test func productionLeavesTheNewestSevenForValidation() throws {
        // Mature dates are 9…52; 46…52 validate; labels of the first fit end by 46, so it goes to 39.
        let split = try TimeSplit.production(range: range(60), windowDays: 10, horizonDays: 7, strideDays: 3)
        #expect(split.validation == SmallWorld.days(46...52))
        #expect(split.firstFit == SmallWorld.days(stride(from: 9, through: 39, by: 3)))
        #expect(split.refit == SmallWorld.days(stride(from: 10, through: 52, by: 3)))
    }

    @Test func productionPassesOverGaps() throws {
        // Day 55 is a gap: 48…54 have it among their labels, so the newest seven mature dates are 41…47.
        let split = try TimeSplit.production(
            range: range(61, gaps: [55, 20]), windowDays: 10, horizonDays: 7, strideDays: 2)
        #expect(split.validation == SmallWorld.days(41...47))
        // Counted back from 34; 13…19 overlap day 20.
        #expect(split.firstFit == SmallWorld.days([10, 12, 20, 22, 24, 26, 28, 30, 32, 34]))
        #expect(split.refit.last == oldest + 47)
    }

    @Test func productionNeedsWindowTwoHorizonsAndSixDays() throws {
        let split = try TimeSplit.production(range: range(30), windowDays: 10, horizonDays: 7, strideDays: 3)
        #expect(split.firstFit == SmallWorld.days([9]))
        #expect(split.validation == SmallWorld.days(16...22))
        #expect(
            throws: SplitError.tooFewDays(
                oldest: oldest, newest: oldest + 28, days: 29, needed: 30, windowDays: 10, horizonDays: 7)
        ) { try TimeSplit.production(range: range(29), windowDays: 10, horizonDays: 7, strideDays: 3) }
        #expect(
            throws: SplitError.tooManyGaps(oldest: oldest, newest: oldest + 29, gaps: 1, horizonDays: 7)
        ) { try TimeSplit.production(range: range(30, gaps: [12]), windowDays: 10, horizonDays: 7, strideDays: 3) }
    }

    @Test func studyIsEightOneOne() throws {
        // 112 mature dates 9…120, less two gaps of 6: 100 for the parts.
        let split = try TimeSplit.study(range: range(128), windowDays: 10, horizonDays: 7, strideDays: 3)
        #expect(split.test == SmallWorld.days(111...120))
        #expect(split.validation == SmallWorld.days(95...104))
        #expect(split.train.last == oldest + 88)
        #expect(split.train == SmallWorld.days(stride(from: 10, through: 88, by: 3)))
        let daily = try TimeSplit.study(range: range(128), windowDays: 10, horizonDays: 7, strideDays: 1)
        #expect(daily.train.count == 80)
    }

    @Test func studyKeepsPartsApartAcrossGaps() throws {
        for gaps in [[], [100], [97, 98, 60], [120, 90, 45, 46]] {
            let split = try TimeSplit.study(
                range: range(128, gaps: gaps), windowDays: 10, horizonDays: 7, strideDays: 3)
            let train = try #require(split.train.last)
            let validation = (try #require(split.validation.first), try #require(split.validation.last))
            #expect(train + 7 <= validation.0)
            let test = try #require(split.test.first)
            #expect(validation.1 + 7 <= test)
            let labelled = (split.train + split.validation + split.test).flatMap { date in (1...7).map { date + $0 } }
            #expect(Set(labelled).isDisjoint(with: SmallWorld.days(gaps)))
            #expect(split.validation.count == split.test.count)
        }
    }

    @Test func studyNeedsWindowAndThreeHorizons() throws {
        let split = try TimeSplit.study(range: range(31), windowDays: 10, horizonDays: 7, strideDays: 3)
        #expect(
            split
                == StudySplit(
                    train: SmallWorld.days([9]), validation: SmallWorld.days([16]), test: SmallWorld.days([23])))
        #expect(
            throws: SplitError.tooFewDays(
                oldest: oldest, newest: oldest + 29, days: 30, needed: 31, windowDays: 10, horizonDays: 7)
        ) { try TimeSplit.study(range: range(30), windowDays: 10, horizonDays: 7, strideDays: 3) }
    }

    @Test func errorsAreOneLineWithNumbersAndRemedy() {
        let error = SplitError.tooFewDays(
            oldest: oldest, newest: oldest, days: 1, needed: 60, windowDays: 40, horizonDays: 7)
        #expect(error.description.hasPrefix("daily_snapshots has 1 day (2019-04-14 to 2019-04-14) where 60 are needed"))
        #expect(error.description.contains("import 59 more or shorten window_days"))
        #expect(!error.description.contains("\n"))
        #expect(!error.isUsageFault)
    }
}
