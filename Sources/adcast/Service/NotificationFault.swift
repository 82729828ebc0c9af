import Glibc

/// Why the service manager could not be told something.
enum NotificationFault: Error, Equatable, CustomStringConvertible {
    /// `NOTIFY_SOCKET` is neither a path nor an abstract name that fits a socket's address.
    case unusableAddress(String)
    /// A system call on the way to the socket failed.
    case notSent(socket: String, call: String, code: CInt)

    var description: String {
        switch self {
        case .unusableAddress(let address):
            "NOTIFY_SOCKET is \"\(address)\", which is not the address of a UNIX socket; the service manager is told nothing"
        case .notSent(let socket, let call, let code):
            "the service manager's socket \(socket) could not be written to: \(call): \(String(cString: strerror(code)))"
        }
    }
}
