/// When the service trains a new version, and when that version takes the place of the one that serves.
package struct RetrainingConfiguration: Equatable, Sendable {
    /// Whether the service starts cycles by itself; a cycle that somebody asks for always runs.
    package var isEnabled: Bool
    /// Seconds from one look at the data, and at what other processes activated, to the next.
    package var checkSeconds: Int
    /// Whether a new complete day starts a cycle.
    package var onNewDay: Bool
    /// Hours from one cycle's start to the next; `nil` without a schedule.
    package var everyHours: Double?
    /// Up to this many minutes, drawn anew each time, are added to the schedule.
    package var jitterMinutes: Int
    package var priority: TrainingPriority
    /// Minutes after which a training is ended.
    package var deadlineMinutes: Int
    /// The number of newest versions that are kept.
    package var keepVersions: Int
    /// By what share the challenger's NMAE over all cells may exceed the champion's.
    package var maxOverallWorsening: Double
    /// By what share the challenger's NMAE in a scenario may exceed the champion's.
    package var maxScenarioWorsening: Double
    /// Scenarios with fewer samples are not held against the challenger.
    package var minScenarioSamples: Int

    package init(
        isEnabled: Bool = false, checkSeconds: Int = 30, onNewDay: Bool = true, everyHours: Double? = nil,
        jitterMinutes: Int = 10, priority: TrainingPriority = .idle, deadlineMinutes: Int = 360, keepVersions: Int = 5,
        maxOverallWorsening: Double = 0.005, maxScenarioWorsening: Double = 0.05, minScenarioSamples: Int = 200
    ) {
        self.isEnabled = isEnabled
        self.checkSeconds = checkSeconds
        self.onNewDay = onNewDay
        self.everyHours = everyHours
        self.jitterMinutes = jitterMinutes
        self.priority = priority
        self.deadlineMinutes = deadlineMinutes
        self.keepVersions = keepVersions
        self.maxOverallWorsening = maxOverallWorsening
        self.maxScenarioWorsening = maxScenarioWorsening
        self.minScenarioSamples = minScenarioSamples
    }
}
