import Glibc

/// A listening TCP socket of the test's, as a service manager keeps it while services come and go.
final class WaitingSocket: Sendable {
    let descriptor: CInt
    let port: UInt16

    init() throws {
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                if bind(listener, address, length) != 0 || listen(listener, 1_024) != 0 { return CInt(-1) }
                return getsockname(listener, address, &length)
            }
        }
        guard listener >= 0, status == 0 else { throw DatagramReceiver.Failure(call: "listen", code: errno) }
        descriptor = listener
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        close(descriptor)
    }

    /// Connects; the connection waits where nobody accepts.
    func connect() throws -> ClientConnection {
        var address = Self.loopback(port: port)
        let client = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let status = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard client >= 0, status == 0 else { throw DatagramReceiver.Failure(call: "connect", code: errno) }
        return ClientConnection(descriptor: client)
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
