/// A request that waits for a forward.
final class WaitingForecast: Sendable {
    typealias Answer = @Sendable (Result<AdvertiserForecast, any Error>) -> Void

    let query: PendingQuery
    let engine: ForecastEngine
    /// On the monotonic clock, in nanoseconds.
    let since: UInt64
    /// Takes the outcome, once.
    let answer: Answer

    init(query: PendingQuery, engine: ForecastEngine, since: UInt64, answer: @escaping Answer) {
        self.query = query
        self.engine = engine
        self.since = since
        self.answer = answer
    }
}
