import CLinux
import Glibc

extension ListeningSocket {
    /// Binds and listens on the first address of `host` that can be bound.
    ///
    /// - Parameters:
    ///   - host: an IPv4 or IPv6 address, or a name that resolves to one.
    ///   - port: 0 to 65535; 0 lets the system choose.
    ///   - backlog: connections that the kernel keeps for us until they are accepted.
    /// - Throws: ``ListeningError``.
    init(host: String, port: Int, backlog: Int) throws(ListeningError) {
        guard (0...Int(UInt16.max)).contains(port) else {
            throw .invalidPort(port)
        }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var resolved: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &resolved)
        guard status == 0, let first = resolved else {
            throw .unresolvedHost(host, reason: String(cString: gai_strerror(status)))
        }
        defer { freeaddrinfo(first) }

        var failure = SystemCallError(call: "bind", code: EADDRNOTAVAIL)
        for address in sequence(first: first, next: { $0.pointee.ai_next }) {
            do throws(SystemCallError) {
                let descriptor = try Self.listen(on: address.pointee, backlog: backlog)
                self.init(
                    descriptor: descriptor, listener: .tcp,
                    address: BoundAddress(of: descriptor) ?? .internet(host: host, port: port))
                return
            } catch {
                failure = error
            }
        }
        throw .unavailable(host: host, port: port, failure)
    }

    private static func listen(on address: addrinfo, backlog: Int) throws(SystemCallError) -> CInt {
        let descriptor = try systemCall("socket") { adcast_stream_socket(address.ai_family, address.ai_protocol) }
        do throws(SystemCallError) {
            var enabled: CInt = 1
            _ = try systemCall("setsockopt") {
                setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &enabled, socklen_t(MemoryLayout<CInt>.size))
            }
            _ = try systemCall("bind") { bind(descriptor, address.ai_addr, address.ai_addrlen) }
            _ = try systemCall("listen") { Glibc.listen(descriptor, CInt(clamping: backlog)) }
        } catch {
            _ = Glibc.close(descriptor)
            throw error
        }
        return descriptor
    }
}
