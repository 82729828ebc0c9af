import AdvertiserDomain

/// What is forecast from what: saved with the model, so that serving builds the inputs that training saw.
package struct FeatureSpecification: Codable, Equatable, Sendable {
    package let columns: HistoryColumns
    package let tasks: [PredictionTask]
    /// T, the days of history that a sample sees, the as-of date included.
    package let windowDays: Int
    /// The days after the as-of date that a label covers.
    package let horizonDays: Int

    package init(columns: HistoryColumns, tasks: [PredictionTask], windowDays: Int, horizonDays: Int) {
        self.columns = columns
        self.tasks = tasks
        self.windowDays = windowDays
        self.horizonDays = horizonDays
    }

    package init(configuration: AdcastConfiguration) {
        self.init(
            columns: configuration.columns, tasks: configuration.tasks, windowDays: configuration.windowDays,
            horizonDays: configuration.horizonDays)
    }

    /// Whether the as-of date's weekday is a feature: only where the horizon is not whole weeks, since every label then
    /// covers each weekday equally often.
    package var usesWeekday: Bool { horizonDays % 7 != 0 }
}
