/// What came of reading the configuration anew.
enum ReloadOutcome: Equatable, Sendable {
    /// The new configuration is in effect, but for the keys that take a restart. Keys are ascending.
    case applied(changed: [String], needRestart: [String])
    /// The old configuration stays, all of it.
    case refused(reason: String)

    /// In one line, for the log and for the service manager.
    var description: String {
        switch self {
        case .applied([], []): "configuration reloaded, nothing changed"
        case .applied(let changed, []): "configuration reloaded: \(Self.list(changed))"
        case .applied([], let waiting): "configuration reloaded; changes to \(Self.list(waiting)) need a restart"
        case .applied(let changed, let waiting):
            "configuration reloaded: \(Self.list(changed)); changes to \(Self.list(waiting)) need a restart"
        case .refused(let reason): "the new configuration is refused and the old one stays: \(reason)"
        }
    }

    private static func list(_ keys: [String]) -> String {
        keys.joined(separator: ", ")
    }
}
