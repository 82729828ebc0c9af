import Glibc

/// Why a server cannot listen.
package enum ListeningError: Error, CustomStringConvertible {
    /// The port is not one.
    case invalidPort(Int)
    /// The host is neither an address nor a name that resolves to one.
    case unresolvedHost(String, reason: String)
    /// No address of the host can be bound.
    case unavailable(host: String, port: Int, SystemCallError)
    /// A UNIX socket cannot have this path.
    case invalidPath(String, reason: String)
    /// Something that is not a socket is at the path.
    case pathTaken(String)
    /// A process answers at the path.
    case pathInUse(String)
    /// The UNIX socket cannot be made.
    case pathUnavailable(String, SystemCallError)
    /// A descriptor that the process was given is not a listening stream socket.
    case notAListener(name: String, descriptor: CInt, reason: String)
    /// A variable of systemd's socket activation makes no sense.
    case invalidActivation(variable: String, value: String)
    /// The system does not report on descriptors.
    case noReports(SystemCallError)
    /// The server has nothing to listen on.
    case noListeners
    /// The server was started before; it starts once.
    case alreadyStarted

    package var description: String {
        switch self {
        case .invalidPort(let port):
            "port \(port) is not between 0 and 65535; choose another port"
        case .unresolvedHost(let host, let reason):
            "host '\(host)' cannot be resolved (\(reason)); give an address of this machine, such as 127.0.0.1"
        case .unavailable(let host, let port, let failure):
            "cannot listen on \(host):\(port) (\(failure)); "
                + (failure.code == EADDRNOTAVAIL
                    ? "give an address of this machine, such as 127.0.0.1" : "stop what uses it or choose another port")
        case .invalidPath(let path, let reason):
            "'\(path)' cannot be the path of a UNIX socket: \(reason); choose another path"
        case .pathTaken(let path):
            "cannot listen on '\(path)': something that is not a socket is there; move it or choose another path"
        case .pathInUse(let path):
            "cannot listen on '\(path)': a running process answers there; stop it or choose another path"
        case .pathUnavailable(let path, let failure):
            "cannot listen on '\(path)' (\(failure)); "
                + (failure.code == ENOENT ? "make its directory" : "make its directory writable")
                + " or choose another path"
        case .notAListener(let name, let descriptor, let reason):
            "the inherited socket '\(name)' (descriptor \(descriptor)) is of no use: \(reason); "
                + "give a listening TCP or UNIX stream socket"
        case .invalidActivation(let variable, let value):
            "\(variable) is '\(value)', which fits no socket activation; let systemd set it or unset LISTEN_PID"
        case .noReports(let failure):
            "the system does not say when sockets are ready (\(failure)); raise the limit of open files"
        case .noListeners:
            "the server has nothing to listen on; give it an address, a UNIX socket or an inherited socket"
        case .alreadyStarted:
            "the server has been started already; make a new one"
        }
    }
}
