import Glibc

/// The address of a UNIX socket, as the system's calls take it.
struct UNIXAddress: Sendable {
    /// As it was given.
    let name: String
    private let storage: sockaddr_un
    private let length: socklen_t

    /// - Parameter name: an absolute path, or `@` and a name in the abstract name space.
    /// - Returns: nil where it is neither, or does not fit.
    init?(_ name: String) {
        var bytes = Array(name.utf8)
        var storage = sockaddr_un()
        let room = MemoryLayout.size(ofValue: storage.sun_path)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        guard isAbstract || bytes.first == UInt8(ascii: "/"), !bytes.contains(0), bytes.count > 1,
            // A path keeps the zero that ends it.
            bytes.count + (isAbstract ? 0 : 1) <= room
        else { return nil }
        if isAbstract { bytes[0] = 0 }
        storage.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &storage.sun_path) { $0.copyBytes(from: bytes) }
        self.name = name
        self.storage = storage
        // An abstract name ends where the address ends, so that the length counts.
        let header = MemoryLayout<sockaddr_un>.size - room
        length = socklen_t(isAbstract ? header + bytes.count : MemoryLayout<sockaddr_un>.size)
    }

    /// Runs `body` with the address and its length.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
