import Dispatch
import Synchronization

/// A request that waits for a forward: for its outcome, or for its turn to run one for itself and others.
final class WaitingForecast: Sendable {
    private struct State: Sendable {
        var batch: [WaitingForecast]?
        var outcome: Result<AdvertiserForecast, any Error>?
    }

    let query: PendingQuery
    let engine: ForecastEngine
    /// On the monotonic clock, in nanoseconds.
    let since: UInt64
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    init(query: PendingQuery, engine: ForecastEngine, since: UInt64) {
        self.query = query
        self.engine = engine
        self.since = since
    }

    /// - Returns: whether it was woken in time.
    func wait(nanoseconds: UInt64) -> Bool {
        wake.wait(timeout: .now() + .nanoseconds(Int(clamping: nanoseconds))) == .success
    }

    func wait() { wake.wait() }

    /// Tells it to run a forward.
    ///
    /// - Parameter batch: with itself.
    func lead(_ batch: [WaitingForecast]) {
        state.withLock { $0.batch = batch }
        wake.signal()
    }

    func finish(_ outcome: Result<AdvertiserForecast, any Error>) {
        state.withLock { $0.outcome = outcome }
        wake.signal()
    }

    /// The batch that it is to run, once.
    func takeBatch() -> [WaitingForecast]? {
        state.withLock { state in
            defer { state.batch = nil }
            return state.batch
        }
    }

    /// - Throws: why there is no forecast.
    func outcome() throws -> AdvertiserForecast {
        guard let outcome = state.withLock({ $0.outcome }) else { throw ForecastOverload.waitedTooLong }
        return try outcome.get()
    }
}
