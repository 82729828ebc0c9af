import Glibc

/// The datagram socket of a service manager.
struct NotificationSocket: Sendable {
    private let address: UNIXAddress

    /// - Parameter name: an absolute path, or `@` and a name in the abstract name space.
    /// - Throws: ``NotificationFault/unusableAddress(_:)``.
    init(name: String) throws(NotificationFault) {
        guard let address = UNIXAddress(name) else { throw .unusableAddress(name) }
        self.address = address
    }

    /// Sends one datagram. Waits at most some seconds for a manager that is busy.
    ///
    /// - Throws: ``NotificationFault/notSent(socket:call:code:)``.
    func send(_ text: String) throws(NotificationFault) {
        let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .notSent(socket: address.name, call: "socket", code: errno) }
        defer { _ = close(descriptor) }
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(text.utf8)
        while true {
            let (sent, code) = address.withPointer { address, length in
                (sendto(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL), address, length), errno)
            }
            if sent >= 0 { return }
            if code != EINTR { throw .notSent(socket: address.name, call: "sendto", code: code) }
        }
    }

    private static let patienceSeconds = 5
}
