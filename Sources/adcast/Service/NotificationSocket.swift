import Glibc

/// The datagram socket of a service manager.
struct NotificationSocket: Sendable {
    private let name: String
    private let address: sockaddr_un
    private let length: socklen_t

    /// - Parameter name: an absolute path, or `@` and a name in the abstract name space.
    /// - Throws: ``NotificationFault/unusableAddress(_:)``.
    init(name: String) throws(NotificationFault) {
        var bytes = Array(name.utf8)
        var address = sockaddr_un()
        let room = MemoryLayout.size(ofValue: address.sun_path)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        guard isAbstract || bytes.first == UInt8(ascii: "/"), !bytes.contains(0), bytes.count > 1,
            // A path keeps the zero that ends it.
            bytes.count + (isAbstract ? 0 : 1) <= room
        else { throw .unusableAddress(name) }
        if isAbstract { bytes[0] = 0 }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        self.name = name
        self.address = address
        // An abstract name ends where the address ends, so that the length counts.
        let header = MemoryLayout<sockaddr_un>.size - room
        length = socklen_t(isAbstract ? header + bytes.count : MemoryLayout<sockaddr_un>.size)
    }

    /// Sends one datagram. Waits at most some seconds for a manager that is busy.
    ///
    /// - Throws: ``NotificationFault/notSent(socket:call:code:)``.
    func send(_ text: String) throws(NotificationFault) {
        let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .notSent(socket: name, call: "socket", code: errno) }
        defer { _ = close(descriptor) }
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(text.utf8)
        while true {
            let (sent, code) = withUnsafePointer(to: address) { address in
                address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    let sent = sendto(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL), address, length)
                    return (sent, errno)
                }
            }
            if sent >= 0 { return }
            if code != EINTR { throw .notSent(socket: name, call: "sendto", code: code) }
        }
    }

    private static let patienceSeconds = 5
}
