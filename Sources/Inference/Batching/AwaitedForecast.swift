import Dispatch
import Synchronization

/// The outcome of a request whose thread waits for it.
final class AwaitedForecast: Sendable {
    private let outcome = Mutex<Result<AdvertiserForecast, any Error>?>(nil)
    private let wake = DispatchSemaphore(value: 0)

    func finish(_ outcome: Result<AdvertiserForecast, any Error>) {
        self.outcome.withLock { $0 = outcome }
        wake.signal()
    }

    /// - Returns: whether it was there in time.
    func wait(nanoseconds: UInt64) -> Bool {
        wake.wait(timeout: .now() + .nanoseconds(Int(clamping: nanoseconds))) == .success
    }

    func wait() { wake.wait() }

    /// - Throws: why there is no forecast.
    func forecast() throws -> AdvertiserForecast {
        guard let outcome = outcome.withLock({ $0 }) else { throw ForecastOverload.waitedTooLong }
        return try outcome.get()
    }
}
