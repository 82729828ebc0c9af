import Logging

/// Tells the service manager what the service is at (sd_notify(3)), over the socket that `NOTIFY_SOCKET` names.
///
/// Without one, as when a person starts the service, it says nothing. What cannot be told is logged, and the service goes
/// on.
struct ServiceNotifier: Sendable {
    private let socket: NotificationSocket?
    private let logger: Logger

    /// - Parameter environment: the process's.
    init(environment: [String: String], logger: Logger) {
        self.logger = logger
        var socket: NotificationSocket?
        if let name = environment["NOTIFY_SOCKET"], !name.isEmpty {
            do {
                socket = try NotificationSocket(name: name)
            } catch {
                logger.warning("\(error)")
            }
        }
        self.socket = socket
    }

    /// Whether anybody listens.
    var isConnected: Bool { socket != nil }

    /// Tells several things at once.
    func tell(_ notices: ServiceNotice...) {
        guard let socket else { return }
        do {
            try socket.send(notices.map(\.text).joined(separator: "\n"))
        } catch {
            logger.warning("\(error)")
        }
    }
}
