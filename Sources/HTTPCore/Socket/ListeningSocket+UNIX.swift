import CLinux
import Glibc

extension ListeningSocket {
    /// Makes a UNIX socket and listens on it. One that a dead process left at the path is replaced.
    ///
    /// - Parameters:
    ///   - path: at most 107 bytes; its directory exists.
    ///   - mode: who may connect: the permission bits of the socket's file.
    ///   - backlog: connections that the kernel keeps for us until they are accepted.
    /// - Throws: ``ListeningError``.
    init(path: String, mode: mode_t, backlog: Int) throws(ListeningError) {
        let address = try UNIXSocketAddress(path: path)
        // Of two processes that start at once, one must not take the other's new socket for a dead one's.
        let directory = Self.lockDirectory(of: path)
        defer { if directory >= 0 { _ = Glibc.close(directory) } }
        try UNIXSocketFile.removeStale(at: path, address: address)
        do throws(SystemCallError) {
            let descriptor = try systemCall("socket") { adcast_stream_socket(AF_UNIX, 0) }
            var file: UNIXSocketFile?
            do throws(SystemCallError) {
                _ = try systemCall("bind") { address.withPointer { bind(descriptor, $0, $1) } }
                file = UNIXSocketFile(path: path)
                // Until it listens nobody can connect, so that the mode holds from the first connection on.
                _ = try systemCall("chmod") { chmod(path, mode) }
                _ = try systemCall("listen") { Glibc.listen(descriptor, CInt(clamping: backlog)) }
            } catch {
                file?.remove()
                _ = Glibc.close(descriptor)
                throw error
            }
            self.init(descriptor: descriptor, listener: .unix, address: .unix(path: path), file: file)
        } catch {
            throw .pathUnavailable(path, error)
        }
    }

    /// Waits for the lock of a path's directory. Closing the descriptor frees it.
    ///
    /// - Returns: a negative number where the directory cannot be opened; what is wrong with it shows when the socket
    ///   is bound.
    private static func lockDirectory(of path: String) -> CInt {
        let parent = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        let descriptor = open(String(parent), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return descriptor }
        _ = try? systemCall("flock") { flock(descriptor, LOCK_EX) }
        return descriptor
    }
}
