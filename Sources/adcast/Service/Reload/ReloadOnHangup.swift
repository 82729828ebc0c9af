import HTTPCore
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the configuration anew at each SIGHUP, which is what `systemctl reload` sends.
struct ReloadOnHangup: Service {
    let reloader: ConfigurationReloader
    let notifier: ServiceNotifier
    let logger: Logger
    var clock = ServerClock.system

    func run() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            reload()
        }
    }

    /// Reloads, and tells the log and the service manager what came of it.
    func reload() {
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
