import AdvertiserDomain

/// What is forecast from what: saved with the model, so that serving builds the inputs that training saw.
package struct FeatureSpecification: Codable, Equatable, Sendable {
    package let columns: HistoryColumns
    package let tasks: [PredictionTask]
    /// T, the days of history that a sample sees, the as-of date included.
    package let windowDays: Int
    /// The days after the as-of date that a label covers.
    package let horizonDays: Int
    /// The newest days of the window that the dense features hold one by one; none in versions made before there were any.
    package let patternDays: Int

    package init(
        columns: HistoryColumns, tasks: [PredictionTask], windowDays: Int, horizonDays: Int, patternDays: Int = 0
    ) {
        self.columns = columns
        self.tasks = tasks
        self.windowDays = windowDays
        self.horizonDays = horizonDays
        self.patternDays = patternDays
    }

    package init(configuration: AdcastConfiguration) {
        self.init(
            columns: configuration.columns, tasks: configuration.tasks, windowDays: configuration.windowDays,
            horizonDays: configuration.horizonDays,
            patternDays: min(configuration.patternDays, configuration.windowDays))
    }

    /// Whether the as-of date's weekday is a feature: only where the horizon is not whole weeks, since every label then
    /// covers each weekday equally often.
    package var usesWeekday: Bool { horizonDays % 7 != 0 }
}

extension FeatureSpecification {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        columns = try container.decode(HistoryColumns.self, forKey: .columns)
        tasks = try container.decode([PredictionTask].self, forKey: .tasks)
        windowDays = try container.decode(Int.self, forKey: .windowDays)
        horizonDays = try container.decode(Int.self, forKey: .horizonDays)
        patternDays = try container.decodeIfPresent(Int.self, forKey: .patternDays) ?? 0
    }
}
