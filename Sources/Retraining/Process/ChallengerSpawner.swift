import AdvertiserDomain

/// Runs challenges where their crash, hang or hunger for memory cannot hurt whoever asks for them.
package protocol ChallengerSpawner: Sendable {
    /// Trains and judges a challenger; a task that is cancelled ends it.
    ///
    /// - Parameters:
    ///   - until: nothing dated after this day is used.
    ///   - deadline: after which it is ended.
    ///   - progress: called with each line that it tells.
    func challenge(
        until: Day, deadline: Duration, progress: @escaping @Sendable (String) -> Void
    ) async -> ChallengerOutcome
}
