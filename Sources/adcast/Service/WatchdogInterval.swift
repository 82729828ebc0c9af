/// Within what time the service manager wants to hear from the service (sd_watchdog_enabled(3)).
struct WatchdogInterval: Equatable, Sendable {
    let limit: Duration

    /// - Parameters:
    ///   - environment: the process's, with `WATCHDOG_USEC` and perhaps `WATCHDOG_PID`.
    ///   - processIdentifier: our own; a watchdog over another process is not ours to answer.
    /// - Returns: nil where nobody watches.
    init?(environment: [String: String], processIdentifier: Int32) {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        if let process = environment["WATCHDOG_PID"], Int32(process) != processIdentifier { return nil }
        limit = .microseconds(microseconds)
    }

    /// From one check to the next while all is well: half the limit.
    var pause: Duration { limit / 2 }

    /// From a check that failed to the next: a service that is merely busy gets several chances before the limit.
    var retryPause: Duration { limit / 20 }
}
