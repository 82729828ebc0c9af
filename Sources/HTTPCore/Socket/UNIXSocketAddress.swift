import Glibc

/// The address of a UNIX socket, as system calls take it.
struct UNIXSocketAddress: Sendable {
    private var storage = sockaddr_un()

    /// The kernel's room for a path, without the zero that ends it.
    static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// - Throws: ``ListeningError/invalidPath(_:reason:)`` where the path is empty, too long or has a zero byte in it.
    init(path: String) throws(ListeningError) {
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty else { throw .invalidPath(path, reason: "it is empty") }
        guard !bytes.contains(0) else { throw .invalidPath(path, reason: "it has a zero byte in it") }
        guard bytes.count <= Self.longestPath else {
            throw .invalidPath(path, reason: "it has \(bytes.count) bytes and at most \(Self.longestPath) fit")
        }
        storage.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &storage.sun_path) { $0.copyBytes(from: bytes) }
    }

    /// Runs `body` with the address and its length.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
