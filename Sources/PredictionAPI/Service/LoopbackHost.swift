import Glibc

/// Whether only processes of this machine can reach a host.
enum LoopbackHost {
    /// Numeric addresses of the loopback network, and `localhost`; a name may lead anywhere.
    static func contains(_ host: String) -> Bool {
        if host == "localhost" { return true }
        var version4 = in_addr()
        if inet_pton(AF_INET, host, &version4) == 1 { return UInt32(bigEndian: version4.s_addr) >> 24 == 127 }
        var version6 = in6_addr()
        guard inet_pton(AF_INET6, host, &version6) == 1 else { return false }
        return withUnsafeBytes(of: version6) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
}
