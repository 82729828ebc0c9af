import AdvertiserDomain

/// Why nobody can be scored.
enum ScoringError: OperatorError, Equatable {
    case asOfOutsideData(asOf: Day, first: Day, last: Day)
    case windowLongerThanData(windowDays: Int, days: Int)

    /// - Throws: unless the window lies inside the complete days.
    static func require(asOf: Day, in range: DataRange, windowDays: Int) throws(ScoringError) {
        let first = range.oldest + (windowDays - 1)
        guard first <= range.newest else {
            throw .windowLongerThanData(windowDays: windowDays, days: range.dayCount)
        }
        guard first <= asOf, asOf <= range.newest else {
            throw .asOfOutsideData(asOf: asOf, first: first, last: range.newest)
        }
    }

    var isUsageFault: Bool {
        if case .asOfOutsideData = self { true } else { false }
    }

    var description: String {
        switch self {
        case .asOfOutsideData(let asOf, let first, let last):
            "--as-of \(asOf) lies outside the days whose windows are complete, \(first) to \(last); choose one of these"
        case .windowLongerThanData(let windowDays, let days):
            "the model's window is \(windowDays) days, but the database has only \(days); import more days"
        }
    }
}
