import AdvertiserDomain

/// Splits a range of days into parts of as-of dates.
package enum TimeSplit {
    /// The split for a model that will serve.
    ///
    /// - Parameter strideDays: days between training as-of dates, counted back from the newest.
    /// - Throws: ``SplitError`` where a part would be empty.
    package static func production(
        range: DataRange, windowDays: Int, horizonDays: Int, strideDays: Int
    ) throws(SplitError) -> ProductionSplit {
        let mature = AsOfDates.mature(in: range, windowDays: windowDays, horizonDays: horizonDays)
        let validation = Array(mature.suffix(ProductionDays.validationDates))
        let needed = ProductionDays.needed(windowDays: windowDays, horizonDays: horizonDays)
        guard validation.count == ProductionDays.validationDates, let firstValidation = validation.first else {
            throw shortage(of: range, needed: needed, windowDays: windowDays, horizonDays: horizonDays)
        }
        let firstFit = mature.filter { $0 + horizonDays <= firstValidation }
        guard !firstFit.isEmpty else {
            throw shortage(of: range, needed: needed, windowDays: windowDays, horizonDays: horizonDays)
        }
        return ProductionSplit(
            firstFit: AsOfDates.strided(firstFit, by: strideDays), validation: validation,
            refit: AsOfDates.strided(mature, by: strideDays))
    }

    /// The split for a study. Of the dates that are left when the gaps between parts are taken out, a tenth each
    /// (rounded, at least one) is for test and for validation.
    ///
    /// - Parameter strideDays: days between training as-of dates, counted back from the newest.
    /// - Throws: ``SplitError`` where a part would be empty.
    package static func study(
        range: DataRange, windowDays: Int, horizonDays: Int, strideDays: Int
    ) throws(SplitError) -> StudySplit {
        let mature = AsOfDates.mature(in: range, windowDays: windowDays, horizonDays: horizonDays)
        let usableCount = mature.count - 2 * (horizonDays - 1)
        let partCount = max(1, (usableCount + 5) / 10)
        let test = Array(mature.suffix(partCount))
        let validation = Array(
            mature.filter { date in test.first.map { date + horizonDays <= $0 } ?? false }.suffix(partCount))
        let train = mature.filter { date in validation.first.map { date + horizonDays <= $0 } ?? false }
        guard !train.isEmpty else {
            throw shortage(
                of: range, needed: windowDays + 3 * horizonDays, windowDays: windowDays, horizonDays: horizonDays)
        }
        return StudySplit(train: AsOfDates.strided(train, by: strideDays), validation: validation, test: test)
    }

    private static func shortage(
        of range: DataRange, needed: Int, windowDays: Int, horizonDays: Int
    ) -> SplitError {
        guard range.dayCount < needed else {
            return .tooManyGaps(
                oldest: range.oldest, newest: range.newest, gaps: range.gaps.count, horizonDays: horizonDays)
        }
        return .tooFewDays(
            oldest: range.oldest, newest: range.newest, days: range.dayCount, needed: needed, windowDays: windowDays,
            horizonDays: horizonDays)
    }
}
