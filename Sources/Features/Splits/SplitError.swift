import AdvertiserDomain

/// Why a range of days cannot be split in time.
package enum SplitError: OperatorError, Equatable {
    /// Too few days for one as-of date in every part.
    case tooFewDays(oldest: Day, newest: Day, days: Int, needed: Int, windowDays: Int, horizonDays: Int)
    /// Enough days, but gaps among them leave a part without an as-of date whose labels are whole.
    case tooManyGaps(oldest: Day, newest: Day, gaps: Int, horizonDays: Int)

    package var isUsageFault: Bool { false }

    package var description: String {
        switch self {
        case .tooFewDays(let oldest, let newest, let days, let needed, let windowDays, let horizonDays):
            "daily_snapshots has \(days) \(days == 1 ? "day" : "days") (\(oldest) to \(newest)) where \(needed) are needed "
                + "(window_days \(windowDays), horizon_days \(horizonDays), and dates to validate on); "
                + "import \(needed - days) more or shorten window_days"
        case .tooManyGaps(let oldest, let newest, let gaps, let horizonDays):
            "\(gaps) \(gaps == 1 ? "day" : "days") between \(oldest) and \(newest) \(gaps == 1 ? "is" : "are") without a row in "
                + "daily_snapshots, or missing in snapshot_days, which leaves too few dates with \(horizonDays) whole days "
                + "after them; import or list the missing days"
        }
    }
}
