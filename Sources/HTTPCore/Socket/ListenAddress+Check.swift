import Glibc

extension ListenAddress {
    /// Finds out whether a server could listen here if no other process did: whether the host is one of this machine, and
    /// whether a UNIX socket can have the path. No port is taken and no file is made.
    ///
    /// - Throws: ``ListeningError``.
    package func check() throws(ListeningError) {
        switch self {
        case .tcp(let host, let port):
            do throws(ListeningError) {
                // Any free port does: it is the host that is in question.
                try ListeningSocket(host: host, port: 0, backlog: 1).close()
            } catch .unavailable(_, _, let failure) {
                throw .unavailable(host: host, port: port, failure)
            }
        case .unix(let path, _):
            _ = try UNIXSocketAddress(path: path)
            try UNIXSocketFile.requireNoOtherFile(at: path)
            let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            do throws(SystemCallError) {
                _ = try systemCall("access") { access(directory + ".", F_OK) }
            } catch {
                throw .pathUnavailable(path, error)
            }
        case .inherited:
            break
        }
    }
}
