import Synchronization

/// Bytes that one request of many may have, which another configuration replaces while the service runs.
final class ElementLimit: Sendable {
    private let bytes: Atomic<Int>

    init(bytes: Int) {
        self.bytes = Atomic(bytes)
    }

    var current: Int { bytes.load(ordering: .relaxed) }

    /// Holds for requests that begin afterwards.
    func replace(with bytes: Int) {
        self.bytes.store(bytes, ordering: .relaxed)
    }
}
