/// Everything a configuration file says, with defaults filled in and paths made absolute.
package struct AdcastConfiguration: Equatable, Sendable {
    /// Path of the SQLite file.
    package var database: String
    /// Path of the directory of model versions.
    package var models: String
    /// IANA name of the zone that decides what a day is.
    package var timezone: String
    package var columns: HistoryColumns
    package var tasks: [PredictionTask]
    package var decision: DecisionMetric
    package var onBadRow: BadRowPolicy
    /// Minutes without a change after which the service takes the newest day as complete.
    package var settleMinutes: Int
    package var windowDays: Int
    package var horizonDays: Int
    /// The newest days of a window that are told to the network one by one, beside their sums.
    package var patternDays: Int
    package var model: ModelConfiguration
    package var training: TrainingConfiguration
    package var serving: ServingConfiguration
    package var retraining: RetrainingConfiguration

    /// Of 7, 14 and 28 what erred least in docs/study; each weekday comes by twice.
    package static let defaultPatternDays = 14

    package init(
        database: String, models: String, timezone: String = "UTC", columns: HistoryColumns, tasks: [PredictionTask],
        decision: DecisionMetric = .smape, onBadRow: BadRowPolicy = .fail, settleMinutes: Int = 30,
        windowDays: Int = 40, horizonDays: Int = 7, patternDays: Int = defaultPatternDays,
        model: ModelConfiguration = .default, training: TrainingConfiguration = .default,
        serving: ServingConfiguration = ServingConfiguration(),
        retraining: RetrainingConfiguration = RetrainingConfiguration()
    ) {
        self.database = database
        self.models = models
        self.timezone = timezone
        self.columns = columns
        self.tasks = tasks
        self.decision = decision
        self.onBadRow = onBadRow
        self.settleMinutes = settleMinutes
        self.windowDays = windowDays
        self.horizonDays = horizonDays
        self.patternDays = patternDays
        self.model = model
        self.training = training
        self.serving = serving
        self.retraining = retraining
    }

    /// Path of the UNIX socket that takes every request without a token.
    package var adminSocketPath: String { serving.adminSocket ?? models + "/admin.sock" }

    /// The directory of forecasts that are computed ahead.
    package var forecastCachePath: String { serving.forecastCache ?? models + "/.forecasts" }
}

/// The metric that `point` minimises.
package enum DecisionMetric: String, Codable, CaseIterable, Sendable {
    case smape, nmae
}

/// What to do with a row that breaks the data contract.
package enum BadRowPolicy: String, Codable, CaseIterable, Sendable {
    case fail, quarantine
}
