import AdvertiserDomain

/// Why a version cannot be evaluated.
package enum VersionEvaluationError: OperatorError, Equatable {
    /// A date whose labels, or some of them, the version was trained on.
    case seenInTraining(first: Day, newestLabelDay: Day)
    /// No date after the version's newest label day has a whole horizon of complete days behind it.
    case noMatureDate(newestLabelDay: Day, horizonDays: Int, newest: Day)
    /// None of the dates asked for has its window and its horizon in the data; some that the version has not seen do.
    case noMatureDateBetween(first: Day, last: Day, oldestPossible: Day, newestPossible: Day)
    case noSamples(first: Day, last: Day)

    package var isUsageFault: Bool { false }

    package var description: String {
        switch self {
        case .seenInTraining(let first, let newestLabelDay):
            "as-of date \(first) overlaps labels that the version was trained on, which end on \(newestLabelDay); the "
                + "first date that will do is \(newestLabelDay)"
        case .noMatureDate(let newestLabelDay, let horizonDays, let newest):
            "no as-of date can be judged: the version saw labels until \(newestLabelDay) and the newest complete day is "
                + "\(newest); the first date that will do is \(newestLabelDay), once the days until "
                + "\(newestLabelDay + horizonDays) are complete (or train with --until, or --split study)"
        case .noMatureDateBetween(let first, let last, let oldestPossible, let newestPossible):
            "no as-of date from \(first) to \(last) has its window and its horizon in the data; choose from "
                + "\(oldestPossible) to \(newestPossible)"
        case .noSamples(let first, let last):
            "no advertiser has a row in the windows of \(first) to \(last); choose other dates"
        }
    }
}
