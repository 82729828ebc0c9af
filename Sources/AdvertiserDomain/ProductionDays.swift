/// The days of data that a training for production takes.
package enum ProductionDays {
    /// As-of dates that a first fit is validated on, daily.
    package static let validationDates = 7

    /// The fewest days without a gap: the window of one as-of date to train on, its labels until the first date of
    /// validation, and the labels after the last one.
    package static func needed(windowDays: Int, horizonDays: Int) -> Int {
        windowDays + horizonDays + (validationDates - 1) + horizonDays
    }
}
