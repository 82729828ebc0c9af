import Dispatch
import Foundation

/// An HTTP/1.1 server (RFC 9110, RFC 9112) on its own sockets.
///
/// A few threads wait for the sockets and read requests; those that can be answered at once are answered there. Other
/// handlers run on a fixed number of threads of the server's own, with a bounded queue in front of them, and those of
/// streaming routes each on a thread of its own, of a bounded number. A server that was started has to be drained.
package final class HTTPServer: Sendable {
    /// Decides by a request's head, its route being found and its body not read, whether it goes on.
    ///
    /// It gets the request without its body and the route's template, and returns nil or what is answered instead; a
    /// body that is a stream is left out. Called on any thread, with its connection locked: it has to be quick and may
    /// not call the server.
    package typealias Admission = @Sendable (_ request: ServerRequest, _ template: String) -> ServerResponse?

    private struct Running: Sendable {
        let acceptors: [Acceptor]
        let acceptLoop: EventLoop
        let readinessQueues: [ReadinessQueue]
    }

    private enum Phase: Sendable {
        case idle
        case running(Running)
        case drained
    }

    private let addresses: [ListenAddress]
    private let context: ServerContext
    private let readinessQueueCount: Int
    private let phase = Guarded(Phase.idle)

    /// - Parameters:
    ///   - addresses: where to listen; at least one.
    ///   - workerThreads: threads that run handlers, at least 1.
    ///   - readinessQueues: threads that share the connections; nil takes one a processor, at most 4.
    ///   - clock: moments for deadlines and the `Date` field.
    ///   - admission: lets requests in by their heads.
    ///   - errorResponse: makes the responses that no handler makes. Called on any thread; it may not block.
    ///   - observer: told of every response after its last byte. Called on any thread, with its connection locked: it
    ///     has to be quick and may not call the server.
    package init(
        addresses: [ListenAddress], limits: ServerLimits = ServerLimits(), workerThreads: Int,
        readinessQueues: Int? = nil, clock: ServerClock = .system, router: Router,
        admission: @escaping Admission = { _, _ in nil },
        errorResponse: @escaping @Sendable (ServerFault) -> ServerResponse = { $0.plainTextResponse },
        observer: @escaping @Sendable (RequestRecord) -> Void = { _ in }
    ) {
        self.addresses = addresses
        context = ServerContext(
            limits: limits, clock: clock, router: router,
            workers: WorkerPool(threadCount: workerThreads, queuedJobCount: limits.queuedRequestCount),
            admission: admission, errorResponse: errorResponse, observer: observer)
        readinessQueueCount = max(readinessQueues ?? min(ProcessInfo.processInfo.activeProcessorCount, 4), 1)
    }

    /// A server with one TCP listener.
    ///
    /// - Parameters:
    ///   - host: the address to listen on, or a name that resolves to one of this machine's.
    ///   - port: 0 lets the system choose.
    package convenience init(
        host: String, port: Int, limits: ServerLimits = ServerLimits(), workerThreads: Int, readinessQueues: Int? = nil,
        clock: ServerClock = .system, router: Router, admission: @escaping Admission = { _, _ in nil },
        errorResponse: @escaping @Sendable (ServerFault) -> ServerResponse = { $0.plainTextResponse },
        observer: @escaping @Sendable (RequestRecord) -> Void = { _ in }
    ) {
        self.init(
            addresses: [.tcp(host: host, port: port)], limits: limits, workerThreads: workerThreads,
            readinessQueues: readinessQueues, clock: clock, router: router, admission: admission,
            errorResponse: errorResponse, observer: observer)
    }

    /// Starts to listen and to answer, and returns at once. Where one listener cannot be had, none is kept.
    ///
    /// - Returns: what each address became, in their order.
    /// - Throws: ``ListeningError``.
    package func start() throws(ListeningError) -> [BoundListener] {
        try phase.withLock { phase throws(ListeningError) in
            guard case .idle = phase else { throw .alreadyStarted }
            guard !addresses.isEmpty else { throw .noListeners }
            let (acceptLoop, readinessQueues) = try makeLoops()
            var sockets: [ListeningSocket] = []
            do throws(ListeningError) {
                for address in addresses {
                    sockets.append(try ListeningSocket(address, backlog: context.limits.backlog))
                }
            } catch {
                for socket in sockets { socket.close() }
                throw error
            }
            let acceptors = sockets.map {
                Acceptor(socket: $0, context: context, loop: acceptLoop, readinessQueues: readinessQueues)
            }
            phase = .running(
                Running(acceptors: acceptors, acceptLoop: acceptLoop, readinessQueues: readinessQueues))
            context.workers.start()
            acceptLoop.start()
            for queue in readinessQueues { queue.loop.start() }
            for acceptor in acceptors { acceptor.start() }
            return sockets.map { BoundListener(listener: $0.listener, address: $0.address) }
        }
    }

    private func makeLoops() throws(ListeningError) -> (EventLoop, [ReadinessQueue]) {
        do throws(SystemCallError) {
            let acceptLoop = try EventLoop(name: "http-accept", clock: context.clock)
            var queues: [ReadinessQueue] = []
            for number in 1...readinessQueueCount {
                queues.append(try ReadinessQueue(number: number, clock: context.clock))
            }
            return (acceptLoop, queues)
        } catch {
            throw .noReports(error)
        }
    }

    /// Requests that wait for a thread to answer them.
    package var queuedRequestCount: Int { context.workers.queuedJobCount }

    /// Puts other limits in place for connections that are accepted from now on; those that are open keep theirs. The
    /// backlog and the bounds on queued requests and streams stay as they were.
    package func replaceLimits(_ limits: ServerLimits) {
        context.limits = limits
    }

    /// Ends the service: closes the listening sockets, lets requests in flight end with `Connection: close`, then returns.
    ///
    /// Connections without a request are kept for a moment: the client may have sent one, or be about to, and could not
    /// tell whether a connection that closes has taken it. What is not done in time is cut off. The server cannot start
    /// again.
    ///
    /// - Returns: whether every request in flight ended in time.
    @discardableResult
    package func drain(timeoutSeconds: Double) -> Bool {
        let running = phase.withLock { phase -> Running? in
            defer { phase = .drained }
            if case .running(let running) = phase { return running }
            return nil
        }
        guard let running else { return true }
        // Half of the time at most, so that a connection without a request is not what the time runs out for.
        context.beginDraining(graceSeconds: min(context.limits.drainGraceSeconds, timeoutSeconds / 2))
        for acceptor in running.acceptors { acceptor.stop() }
        for queue in running.readinessQueues {
            for connection in queue.members { connection.drain() }
        }
        let deadline = DispatchTime.now() + max(timeoutSeconds, 0)
        var isDone = true
        for acceptor in running.acceptors where !acceptor.waitForConnections(until: deadline) { isDone = false }
        if !isDone {
            for queue in running.readinessQueues {
                for connection in queue.members { connection.cutOff() }
            }
        }
        context.workers.stop()
        running.acceptLoop.stop()
        for queue in running.readinessQueues { queue.loop.stop() }
        return isDone
    }
}
