import Glibc

/// A listening socket that the process was given when it was started.
package struct InheritedSocket: Sendable {
    /// What its giver calls it.
    package let name: String
    package let address: BoundAddress
    let descriptor: CInt

    /// Checks a descriptor and makes it ours: child processes do not inherit it, and it does not block.
    ///
    /// - Throws: ``ListeningError/notAListener(name:descriptor:reason:)`` where it is not a stream socket of the
    ///   internet or UNIX family that listens.
    package init(descriptor: CInt, name: String) throws(ListeningError) {
        let reason: String
        do throws(SystemCallError) {
            if try Self.option(SO_TYPE, of: descriptor) != CInt(SOCK_STREAM.rawValue) {
                reason = "it is not a stream socket"
            } else if try Self.option(SO_ACCEPTCONN, of: descriptor) == 0 {
                reason = "it does not listen"
            } else if let address = BoundAddress(of: descriptor) {
                try Self.addFlags(FD_CLOEXEC, of: descriptor, get: F_GETFD, set: F_SETFD)
                try Self.addFlags(O_NONBLOCK, of: descriptor, get: F_GETFL, set: F_SETFL)
                self.name = name
                self.address = address
                self.descriptor = descriptor
                return
            } else {
                reason = "it is neither an internet nor a UNIX socket"
            }
        } catch {
            throw .notAListener(name: name, descriptor: descriptor, reason: "\(error)")
        }
        throw .notAListener(name: name, descriptor: descriptor, reason: reason)
    }

    private static func option(_ option: CInt, of descriptor: CInt) throws(SystemCallError) -> CInt {
        var value: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        _ = try systemCall("getsockopt") { getsockopt(descriptor, SOL_SOCKET, option, &value, &length) }
        return value
    }

    private static func addFlags(
        _ flags: CInt, of descriptor: CInt, get: CInt, set: CInt
    ) throws(SystemCallError) {
        let current = try systemCall("fcntl") { fcntl(descriptor, get) }
        _ = try systemCall("fcntl") { fcntl(descriptor, set, current | flags) }
    }
}
