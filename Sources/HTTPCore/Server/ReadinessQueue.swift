import Dispatch
import Synchronization

/// A serial queue on which sources report the readiness of a share of the connections, and one timer for all their
/// deadlines. Deadlines move with every request; the timer moves only where one comes before the next look.
final class ReadinessQueue: Sendable {
    let queue: DispatchQueue
    private let clock: ServerClock
    private let timer: DeadlineTimer
    private let connections = Guarded<[ObjectIdentifier: Connection]>([:])
    /// When the timer fires next, on the monotonic clock.
    private let nextLook = Atomic<UInt64>(UInt64.max)

    init(number: Int, clock: ServerClock) {
        queue = DispatchQueue(label: "adcast.http.readiness.\(number)")
        self.clock = clock
        timer = DeadlineTimer(queue: queue)
        timer.activate { [weak self] in self?.lookForExpiredDeadlines() }
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
                queue.async { self.setTimer() }
                return
            }
            current = original
        }
    }

    private func setTimer() {
        let moment = nextLook.load(ordering: .acquiring)
        guard moment < UInt64.max else { return }
        let now = clock.monotonicNanoseconds()
        let wait = moment > now ? Int(clamping: moment - now) : 0
        timer.fire(afterNanoseconds: wait)
    }

    private func lookForExpiredDeadlines() {
        nextLook.store(UInt64.max, ordering: .releasing)
        let now = clock.monotonicNanoseconds()
        var next = UInt64.max
        for connection in members {
            next = min(next, connection.expire(at: now))
        }
        look(by: next)
    }
}
