import HTTPTypes
import Synchronization

/// What all connections of a server share.
final class ServerContext: Sendable {
    private let currentLimits: Guarded<ServerLimits>
    let clock: ServerClock
    let router: Router
    let admission: HTTPServer.Admission
    private let errorResponse: @Sendable (ServerFault) -> ServerResponse
    let observer: @Sendable (RequestRecord) -> Void
    let workers: WorkerPool
    let streamThreads: StreamThreads
    private let draining = Atomic(false)
    /// When connections without a request close; before the service ends, never.
    private let idleEnd = Atomic(UInt64.max)
    private let heldBodyBytes = Atomic(0)

    init(
        limits: ServerLimits, clock: ServerClock, router: Router, workers: WorkerPool,
        admission: @escaping HTTPServer.Admission, errorResponse: @escaping @Sendable (ServerFault) -> ServerResponse,
        observer: @escaping @Sendable (RequestRecord) -> Void
    ) {
        currentLimits = Guarded(limits)
        self.clock = clock
        self.router = router
        self.admission = admission
        self.workers = workers
        streamThreads = StreamThreads(limit: limits.streamCount)
        self.errorResponse = errorResponse
        self.observer = observer
    }

    /// The limits for connections from now on.
    var limits: ServerLimits {
        get { currentLimits.withLock { $0 } }
        set { currentLimits.withLock { $0 = newValue } }
    }

    /// The response to a fault, with the fields that its status asks for.
    func response(to fault: ServerFault) -> ServerResponse {
        var response = errorResponse(fault)
        if response.status == .serviceUnavailable, response.fields[.retryAfter] == nil {
            response.fields[.retryAfter] = String(limits.retryAfterSeconds)
        }
        if case .methodNotAllowed(let allow) = fault {
            response.fields[.allow] = allow.map(\.rawValue).joined(separator: ", ")
        }
        return response
    }

    /// Whether every connection is to end with its current response.
    var isDraining: Bool { draining.load(ordering: .acquiring) }

    /// When, in draining, connections without a request close, on the monotonic clock.
    var drainGraceEnd: UInt64 { idleEnd.load(ordering: .acquiring) }

    /// - Parameter graceSeconds: how long connections without a request are kept.
    func beginDraining(graceSeconds: Double) {
        idleEnd.store(deadline(after: graceSeconds), ordering: .releasing)
        draining.store(true, ordering: .releasing)
    }

    /// Counts bytes of request bodies that are held from now on; a negative number gives them back.
    ///
    /// - Returns: false where all bodies together are longer than the limit.
    func holdBodyBytes(_ count: Int) -> Bool {
        let held = heldBodyBytes.add(count, ordering: .relaxed).newValue
        return held <= limits.totalBodyBytes
    }

    /// How long a handler waits for a streamed body that makes no progress.
    var bodyTimeoutNanoseconds: UInt64 { UInt64(max(limits.bodyTimeoutSeconds, 0) * 1e9) }

    /// The moment a number of seconds from now.
    func deadline(after seconds: Double) -> UInt64 {
        clock.monotonicNanoseconds() &+ UInt64(max(seconds, 0) * 1e9)
    }
}
