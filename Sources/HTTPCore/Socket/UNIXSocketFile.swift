import CLinux
import Glibc

/// The file that a bound UNIX socket has in the file system, told from another one that may take its place.
struct UNIXSocketFile: Sendable {
    private let path: String
    private let device: dev_t
    private let inode: ino_t

    /// - Returns: nil where there is no file at the path.
    init?(path: String) {
        guard let status = Self.status(of: path) else { return nil }
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    /// Removes the file if it is still there.
    func remove() {
        guard let status = Self.status(of: path), status.st_dev == device, status.st_ino == inode else { return }
        _ = unlink(path)
    }

    /// Removes a socket that nobody listens on any more: what a process leaves behind that was killed.
    ///
    /// - Throws: ``ListeningError`` where the path is taken by something else, or a process answers there.
    static func removeStale(at path: String, address: UNIXSocketAddress) throws(ListeningError) {
        guard status(of: path) != nil else { return }
        try requireNoOtherFile(at: path)
        do throws(SystemCallError) {
            let probe = try systemCall("socket") { adcast_stream_socket(AF_UNIX, 0) }
            defer { _ = close(probe) }
            do throws(SystemCallError) {
                _ = try systemCall("connect") { address.withPointer { connect(probe, $0, $1) } }
            } catch  where error.code == ECONNREFUSED {
                _ = try systemCall("unlink") { unlink(path) }
                return
            } catch  where error.code == EAGAIN {
                // Its backlog is full: somebody is there, and busy.
            }
        } catch {
            throw .pathUnavailable(path, error)
        }
        throw .pathInUse(path)
    }

    /// - Throws: ``ListeningError/pathTaken(_:)`` where something is at the path that is not a socket.
    static func requireNoOtherFile(at path: String) throws(ListeningError) {
        if let status = status(of: path), status.st_mode & S_IFMT != S_IFSOCK { throw .pathTaken(path) }
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}
