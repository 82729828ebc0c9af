import Dispatch
import Foundation

/// An HTTP/1.1 server (RFC 9110, RFC 9112) on its own sockets.
///
/// Dispatch sources report readiness on a few serial queues; handlers run on a fixed number of threads of the
/// server's own, with a bounded queue in front of them. A server that was started has to be drained.
package final class HTTPServer: Sendable {
    private enum Phase: Sendable {
        case idle
        case running(Acceptor)
        case drained
    }

    private let host: String
    private let port: Int
    private let context: ServerContext
    private let readinessQueues: [ReadinessQueue]
    private let phase = Guarded(Phase.idle)

    /// - Parameters:
    ///   - host: the address to listen on, or a name that resolves to one of this machine's.
    ///   - port: 0 lets the system choose.
    ///   - workerThreads: threads that run handlers, at least 1.
    ///   - readinessQueues: serial queues that share the connections; nil takes one a processor, at most 4.
    ///   - clock: moments for deadlines and the `Date` field.
    ///   - errorResponse: makes the responses that no handler makes. Called on any thread; it may not block.
    ///   - observer: told of every response after its last byte. Called on any thread, with its connection locked: it
    ///     has to be quick and may not call the server.
    package init(
        host: String, port: Int, limits: ServerLimits = ServerLimits(), workerThreads: Int, readinessQueues: Int? = nil,
        clock: ServerClock = .system, router: Router,
        errorResponse: @escaping @Sendable (ServerFault) -> ServerResponse = { $0.plainTextResponse },
        observer: @escaping @Sendable (RequestRecord) -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        context = ServerContext(
            limits: limits, clock: clock, router: router,
            workers: WorkerPool(threadCount: workerThreads, queuedJobCount: limits.queuedRequestCount),
            errorResponse: errorResponse, observer: observer)
        let queueCount = readinessQueues ?? min(ProcessInfo.processInfo.activeProcessorCount, 4)
        self.readinessQueues = (1...max(queueCount, 1)).map { ReadinessQueue(number: $0, clock: clock) }
    }

    /// Starts to listen and to answer, and returns at once.
    ///
    /// - Returns: the port, also where the system chose it.
    /// - Throws: ``ListeningError``.
    package func start() throws -> Int {
        try phase.withLock { phase in
            guard case .idle = phase else { throw ListeningError.alreadyStarted }
            let socket = try ListeningSocket(host: host, port: port, backlog: context.limits.backlog)
            let acceptor = Acceptor(socket: socket, context: context, readinessQueues: readinessQueues)
            phase = .running(acceptor)
            context.workers.start()
            acceptor.start()
            return socket.port
        }
    }

    /// Ends the service: closes the listening socket and the connections without a request, lets requests in flight
    /// end with `Connection: close`, then returns. What is not done in time is cut off. The server cannot start again.
    ///
    /// - Returns: whether every request in flight ended in time.
    @discardableResult
    package func drain(timeoutSeconds: Double) -> Bool {
        let acceptor = phase.withLock { phase -> Acceptor? in
            defer { phase = .drained }
            if case .running(let acceptor) = phase { return acceptor }
            return nil
        }
        guard let acceptor else { return true }
        context.beginDraining()
        acceptor.stop()
        for queue in readinessQueues {
            for connection in queue.members { connection.drain() }
        }
        let isDone = acceptor.waitForConnections(timeoutSeconds: timeoutSeconds)
        if !isDone {
            for queue in readinessQueues {
                for connection in queue.members { connection.cutOff() }
            }
        }
        context.workers.stop()
        return isDone
    }
}
