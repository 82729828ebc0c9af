import Synchronization

/// Counts up, from many threads at once.
final class Counter: Sendable {
    private let count = Atomic<UInt64>(0)

    var current: UInt64 { count.load(ordering: .relaxed) }

    func increment(by amount: Int = 1) {
        count.add(UInt64(max(amount, 0)), ordering: .relaxed)
    }
}
