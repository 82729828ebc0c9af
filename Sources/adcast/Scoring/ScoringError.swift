import AdvertiserDomain

/// Why nobody can be scored.
enum ScoringError: OperatorError, Equatable {
    case asOfOutsideData(asOf: Day, first: Day, last: Day)
    case windowLongerThanData(windowDays: Int, days: Int)

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
