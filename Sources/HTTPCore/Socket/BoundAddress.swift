import Glibc

/// Where a listening socket is bound.
package enum BoundAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address in its numeric form, and a port.
    case internet(host: String, port: Int)
    /// A UNIX socket's path; `@` and a name where it is in the abstract name space.
    case unix(path: String)

    /// Whether only this machine's processes can reach it.
    package var isLocal: Bool {
        switch self {
        case .internet(let host, _): host.hasPrefix("127.") || host == "::1" || host.hasPrefix("::ffff:127.")
        case .unix: true
        }
    }

    package var port: Int? {
        if case .internet(_, let port) = self { port } else { nil }
    }

    package var description: String {
        switch self {
        case .internet(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    /// Asks the kernel where a socket is bound.
    ///
    /// - Returns: nil where it is of another family, or not a socket.
    init?(of descriptor: CInt) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard status == 0 else { return nil }
        switch CInt(storage.ss_family) {
        case AF_INET, AF_INET6: self.init(internet: storage, length: length)
        case AF_UNIX: self.init(unix: storage, length: Int(length))
        default: return nil
        }
    }

    private init?(internet storage: sockaddr_storage, length: socklen_t) {
        var storage = storage
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let status = withUnsafePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getnameinfo(
                    address, length, &host, socklen_t(host.count), &service, socklen_t(service.count),
                    NI_NUMERICHOST | NI_NUMERICSERV)
            }
        }
        guard status == 0, let port = Int(Self.text(service)) else { return nil }
        self = .internet(host: Self.text(host), port: port)
    }

    private init(unix storage: sockaddr_storage, length: Int) {
        let path = withUnsafeBytes(of: storage) { bytes in
            Array(bytes[..<min(length, bytes.count)].dropFirst(MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2))
        }
        if path.first == 0 {
            self = .unix(path: "@" + String(decoding: path.dropFirst(), as: UTF8.self))
        } else {
            self = .unix(path: String(decoding: path.prefix { $0 != 0 }, as: UTF8.self))
        }
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
