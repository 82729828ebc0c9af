import Logging
import ServiceLifecycle

/// Answers the service manager's watchdog as long as forecasts go through.
///
/// The check is a real forecast, so that a service which hangs is restarted although its timers still run.
struct Watchdog: Service {
    let interval: WatchdogInterval
    let notifier: ServiceNotifier
    let logger: Logger
    /// Returns when the service is ready: the manager hears of that first.
    let ready: @Sendable () async -> Void
    /// Makes a forecast; throws where it fails or is late.
    let check: @Sendable () async throws -> Void
    /// What the manager shows beside the service.
    let status: @Sendable () -> String
    /// Waits; ends by an error when its task is cancelled.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    func run() async {
        await cancelWhenGracefulShutdown {
            await ready()
            await watch()
        }
    }

    /// Checks and answers until its task is cancelled.
    func watch() async {
        var failures = 0
        while !Task.isCancelled {
            do {
                try await check()
                notifier.tell(.watchdog, .status(status()))
                if failures > 0 {
                    logger.notice("the watchdog's forecast went through again", metadata: ["failures": "\(failures)"])
                }
                failures = 0
            } catch {
                failures += 1
                logger.error("the watchdog's forecast failed: \(error)", metadata: ["failures": "\(failures)"])
            }
            do {
                try await sleep(failures == 0 ? interval.pause : interval.retryPause)
            } catch {
                return
            }
        }
    }
}
