import CLinux
import Dispatch
import Glibc

/// Accepts the connections of one listener and shares them out. No error ends it: what can pass is waited for.
final class Acceptor: Sendable {
    private struct State: Sendable {
        var source: ReadinessSource?
        var connectionCount = 0
        var nextQueue = 0
        /// Whether as many connections are open as may be.
        var isFull = false
        /// Whether the machine is given a moment to free descriptors.
        var isResting = false
        /// A descriptor kept so that, with the process's table full, a waiting client can still be turned away.
        var reserve: CInt = -1

        /// Lets the source report only where there is room for what it reports.
        mutating func updateSource() {
            if isFull || isResting { source?.ignore(.reading) } else { source?.watch(for: .reading) }
        }
    }

    private let socket: ListeningSocket
    private let context: ServerContext
    private let readinessQueues: [ReadinessQueue]
    private let loop: EventLoop
    private let state = Guarded(State())
    private let openConnections = DispatchGroup()
    private let socketClosed = DispatchSemaphore(value: 0)

    /// Connections accepted on one readiness report.
    private static let acceptsPerReport = 64
    /// How long to wait for a descriptor where none is free.
    private static let exhaustionPauseNanoseconds: UInt64 = 50_000_000

    /// - Parameter loop: on which it accepts; not one of the queues', which may be busy with requests.
    init(socket: ListeningSocket, context: ServerContext, loop: EventLoop, readinessQueues: [ReadinessQueue]) {
        self.socket = socket
        self.context = context
        self.loop = loop
        self.readinessQueues = readinessQueues
    }

    func start() {
        state.withLock { state in
            state.reserve = adcast_reserve_descriptor()
            state.source = ReadinessSource(socket.descriptor, on: loop, handler: self)
            state.updateSource()
        }
    }

    /// Closes the listening socket. Once this returns no connection is added any more.
    func stop() {
        state.withLock { state in
            state.source?.cancel()
            if state.reserve >= 0 { _ = close(state.reserve) }
            state.reserve = -1
        }
        socketClosed.wait()
    }

    /// - Returns: whether all connections were closed in time.
    func waitForConnections(until deadline: DispatchTime) -> Bool {
        openConnections.wait(timeout: deadline) == .success
    }

    private func acceptWaiting() {
        for _ in 0..<Self.acceptsPerReport {
            guard state.withLock({ !$0.isFull && !$0.isResting }) else { return }
            do throws(SystemCallError) {
                guard let accepted = try socket.accept() else { return }
                add(accepted)
            } catch {
                // Any other error is about the one connection that was waiting, such as ECONNABORTED.
                if error.isExhaustion { turnAwayAndRest() }
            }
        }
    }

    private func add(_ accepted: StreamSocket) {
        if case .internet = socket.address { accepted.disableSendDelay() }
        openConnections.enter()
        let limits = context.limits
        let (queueNumber, isRefused) = state.withLock { state in
            state.connectionCount += 1
            if state.connectionCount >= limits.connectionCount + limits.refusedConnectionCount {
                state.isFull = true
                state.updateSource()
            }
            state.nextQueue = (state.nextQueue + 1) % readinessQueues.count
            return (state.nextQueue, state.connectionCount > limits.connectionCount)
        }
        let connection = Connection(
            socket: accepted, listener: socket.listener, context: context, readiness: readinessQueues[queueNumber]
        ) { self.connectionDidClose() }
        connection.start(refusal: isRefused ? .tooManyConnections : nil)
    }

    private func connectionDidClose() {
        state.withLock { state in
            state.connectionCount -= 1
            if state.isFull {
                state.isFull = false
                state.updateSource()
            }
        }
        openConnections.leave()
    }

    /// With no descriptor free the waiting connection would be reported over and over. The reserve takes it, so that
    /// it can be closed; then accepting rests for a moment.
    private func turnAwayAndRest() {
        state.withLock { state in
            if state.reserve >= 0 {
                _ = close(state.reserve)
                if let waiting = try? socket.accept() { waiting.close() }
            }
            state.reserve = adcast_reserve_descriptor()
            state.isResting = true
            state.updateSource()
        }
        loop.run(at: context.clock.monotonicNanoseconds() &+ Self.exhaustionPauseNanoseconds) { [weak self] in
            self?.state.withLock { state in
                state.isResting = false
                state.updateSource()
            }
        }
    }
}

extension Acceptor: ReadinessHandler {
    func becomeReady(_: Readiness) { acceptWaiting() }

    func confirmCancellation() {
        socket.close()
        socketClosed.signal()
    }
}
