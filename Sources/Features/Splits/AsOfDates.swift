import AdvertiserDomain

/// The as-of dates on which labels are known.
package enum AsOfDates {
    /// The mature as-of dates of a range, ascending: the window lies inside the range, so does the horizon, and no day of
    /// the horizon is a gap.
    package static func mature(in range: DataRange, windowDays: Int, horizonDays: Int) -> [Day] {
        let first = range.oldest.number + windowDays - 1
        let last = range.newest.number - horizonDays
        guard first <= last else { return [] }
        let gaps = Set(range.gaps)
        var dates: [Day] = []
        var clearDays = 0
        for number in range.oldest.number...range.newest.number {
            clearDays = gaps.contains(Day(number: number)) ? 0 : clearDays + 1
            let asOf = number - horizonDays
            if asOf >= first, clearDays >= horizonDays { dates.append(Day(number: asOf)) }
        }
        return dates
    }

    /// The first day in the window of a mature as-of date; the oldest of the range where there is no such date.
    ///
    /// What lies before it takes part in no sample: a row with a mistyped year, say, and the gap that follows it.
    package static func firstWindowDay(in range: DataRange, windowDays: Int, horizonDays: Int) -> Day {
        mature(in: range, windowDays: windowDays, horizonDays: horizonDays).first.map { $0 - (windowDays - 1) }
            ?? range.oldest
    }

    /// Those of ascending dates that lie a whole number of strides before the newest.
    package static func strided(_ dates: [Day], by strideDays: Int) -> [Day] {
        guard let newest = dates.last else { return [] }
        return dates.filter { (newest - $0) % max(1, strideDays) == 0 }
    }
}
