/// What a service tells its manager (sd_notify(3)).
enum ServiceNotice: Equatable, Sendable {
    /// It answers: it has started, or taken over a configuration.
    case ready
    /// What it is at, in one line for people.
    case status(String)
    /// It reads its configuration anew, as of a moment of the monotonic clock.
    case reloading(monotonicMicroseconds: UInt64)
    /// It ends.
    case stopping
    /// It is alive and well.
    case watchdog

    /// The notice in the protocol's form: assignments of a line each.
    var text: String {
        switch self {
        case .ready: "READY=1"
        // A line of its own would be another assignment.
        case .status(let status): "STATUS=" + String(status.map { $0.isNewline ? " " : $0 })
        case .reloading(let microseconds): "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
        case .stopping: "STOPPING=1"
        case .watchdog: "WATCHDOG=1"
        }
    }
}
