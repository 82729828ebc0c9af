import AdvertiserDomain

/// Runs retraining cycles.
package protocol RetrainCycling: Sendable {
    /// Trains a challenger, decides on it, and writes down what came of it.
    ///
    /// - Parameters:
    ///   - newestDay: the newest complete day; nothing dated later is used.
    ///   - configuration: the deadline, what a challenger must show, and how many versions are kept.
    ///   - progress: called with each line that the training tells.
    /// - Throws: ``RetrainError``, or ``CheckpointError`` where the cycle could not begin or be written down.
    func run(
        _ trigger: RetrainTrigger, newestDay: Day, configuration: RetrainingConfiguration,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> RetrainRecord
}
