import Foundation
import Inference
import Logging
import ServiceLifecycle
import UnixSignals

/// What the service and its manager owe each other: word that it is ready, that forecasts go through, that it takes over
/// a configuration, and that it ends.
struct ServiceSupervision: Sendable {
    private let notifier: ServiceNotifier
    private let watchdogInterval: WatchdogInterval?
    private let slot: EngineSlot
    private let probe: ReadinessProbe
    private let logger: Logger
    /// Ends when the service is ready.
    private let untilReady: AsyncStream<Never>
    private let becomingReady: AsyncStream<Never>.Continuation

    /// Seconds in which the service has to answer whether it is ready.
    private static let probeSeconds = 5
    /// How often a service that starts asks itself, at most.
    private static let firstProbes = 30

    /// - Parameters:
    ///   - environment: the process's.
    ///   - probedPath: of a UNIX socket on which the service listens.
    init(environment: [String: String], slot: EngineSlot, probedPath: String, logger: Logger) {
        notifier = ServiceNotifier(environment: environment, logger: logger)
        watchdogInterval = WatchdogInterval(
            environment: environment, processIdentifier: ProcessInfo.processInfo.processIdentifier)
        self.slot = slot
        probe = ReadinessProbe(path: probedPath, timeoutSeconds: Self.probeSeconds)
        self.logger = logger
        (untilReady, becomingReady) = AsyncStream.makeStream()
    }

    /// Makes a forecast, and then says that the service is ready.
    ///
    /// - Throws: what kept the forecast from going through.
    func confirmReady() async throws {
        for attempt in 1... {
            do {
                try await probe.run()
                break
            } catch  where attempt < Self.firstProbes {
                // Requests that waited for the start may go first.
                logger.warning("not ready yet: \(error)")
                try await Task.sleep(for: .seconds(1))
            }
        }
        notifier.tell(.ready, .status(status))
        becomingReady.finish()
    }

    func beginEnd() {
        notifier.tell(.stopping)
    }

    /// What runs beside the service: the watchdog's answers where somebody watches, and reloads. From here on a SIGHUP does
    /// not end the process.
    func services(reloader: ConfigurationReloader) async -> [any Service] {
        let reload = ReloadOnHangup(
            hangups: await UnixSignalsSequence(trapping: .sighup), reloader: reloader, notifier: notifier,
            logger: logger)
        let watchdog = watchdogInterval.map { interval in
            Watchdog(
                interval: interval, notifier: notifier, logger: logger, ready: { for await _ in untilReady {} },
                check: probe.run, status: { status })
        }
        return [reload] + (watchdog.map { [$0] } ?? [])
    }

    private var status: String { "model version \(slot.current.version)" }
}
