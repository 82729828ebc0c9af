import HTTPCore
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the configuration anew at each SIGHUP, which is what `systemctl reload` sends.
struct ReloadOnHangup: Service {
    /// SIGHUPs. They are caught before the service says that it is ready: uncaught ones would end it.
    let hangups: UnixSignalsSequence
    let reloader: ConfigurationReloader
    let notifier: ServiceNotifier
    let logger: Logger

    func run() async {
        for await _ in hangups.cancelOnGracefulShutdown() {
            Self.reload(reloader, notifier: notifier, logger: logger)
        }
    }

    /// Reloads, and tells the log and the service manager what came of it.
    static func reload(
        _ reloader: ConfigurationReloader, notifier: ServiceNotifier, logger: Logger, clock: ServerClock = .system
    ) {
        notifier.tell(.reloading(monotonicMicroseconds: clock.monotonicNanoseconds() / 1_000))
        let outcome = reloader.reload()
        switch outcome {
        case .applied(_, needRestart: []): logger.notice("\(outcome.description)")
        case .applied: logger.warning("\(outcome.description)")
        case .refused: logger.error("\(outcome.description)")
        }
        notifier.tell(.ready, .status(outcome.description))
    }
}
