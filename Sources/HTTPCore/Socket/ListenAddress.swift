import Glibc

/// Where a server is to listen.
package enum ListenAddress: Sendable {
    /// - host: an address of this machine, or a name that resolves to one.
    /// - port: 0 lets the system choose.
    case tcp(host: String, port: Int)
    /// A UNIX socket, made at the start and removed at the end.
    ///
    /// - path: at most 107 bytes; its directory exists.
    /// - mode: who may connect: the permission bits of the socket's file.
    case unix(path: String, mode: mode_t = 0o600)
    /// A socket that listens already. It is closed at the end; its file, if it has one, is its giver's.
    case inherited(InheritedSocket)
}
