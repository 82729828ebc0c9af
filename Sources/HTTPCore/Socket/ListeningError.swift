/// Why a server cannot listen.
package enum ListeningError: Error, CustomStringConvertible {
    /// The port is not one.
    case invalidPort(Int)
    /// The host is neither an address nor a name that resolves to one.
    case unresolvedHost(String, reason: String)
    /// No address of the host can be bound.
    case unavailable(host: String, port: Int, SystemCallError)
    /// The server was started before; it starts once.
    case alreadyStarted

    package var description: String {
        switch self {
        case .invalidPort(let port):
            "port \(port) is not between 0 and 65535; choose another port"
        case .unresolvedHost(let host, let reason):
            "host '\(host)' cannot be resolved (\(reason)); give an address of this machine, such as 127.0.0.1"
        case .unavailable(let host, let port, let failure):
            "cannot listen on \(host):\(port) (\(failure)); stop what uses it or choose another port"
        case .alreadyStarted:
            "the server has been started already; make a new one"
        }
    }
}
