import Synchronization

/// A share of the connections: the loop on which their readiness is reported, and one look at all their deadlines.
/// Deadlines move with every request; the look moves only where one comes before it.
final class ReadinessQueue: Sendable {
    let loop: EventLoop
    private let clock: ServerClock
    private let connections = Guarded<[ObjectIdentifier: Connection]>([:])
    /// When the deadlines are looked at next, on the monotonic clock.
    private let nextLook = Atomic<UInt64>(UInt64.max)

    init(number: Int, clock: ServerClock) throws(SystemCallError) {
        loop = try EventLoop(name: "http-io-\(number)", clock: clock)
        self.clock = clock
    }

    func add(_ connection: Connection) {
        connections.withLock { $0[ObjectIdentifier(connection)] = connection }
    }

    func remove(_ connection: Connection) {
        _ = connections.withLock { $0.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    /// All connections, in no order.
    var members: [Connection] {
        connections.withLock { Array($0.values) }
    }

    /// Sees to it that the deadlines are looked at no later than `moment`.
    func look(by moment: UInt64) {
        var current = nextLook.load(ordering: .acquiring)
        while moment < current {
            let (isExchanged, original) = nextLook.compareExchange(
                expected: current, desired: moment, ordering: .acquiringAndReleasing)
            if isExchanged {
                loop.run(at: moment) { [weak self] in self?.lookForExpiredDeadlines(at: moment) }
                return
            }
            current = original
        }
    }

    private func lookForExpiredDeadlines(at moment: UInt64) {
        // Another look has come before this one: were both to go on, each would ask for a next one, for ever.
        guard
            nextLook.compareExchange(expected: moment, desired: UInt64.max, ordering: .acquiringAndReleasing).exchanged
        else { return }
        let now = clock.monotonicNanoseconds()
        var next = UInt64.max
        for connection in members {
            next = min(next, connection.expire(at: now))
        }
        look(by: next)
    }
}
