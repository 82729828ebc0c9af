import Foundation
import Synchronization

/// Clients that ask without a pause, each on a thread of its own, until a number of requests is spent.
final class ClientLoad: Sendable {
    private struct Tally {
        var answered = 0
        var failures: [String] = []
    }

    private let socket: WaitingSocket
    private let requestCount: Int
    private let spent = Atomic<Int>(0)
    private let tally = Mutex(Tally())
    private let clients = DispatchGroup()

    init(on socket: WaitingSocket, requestCount: Int) {
        self.socket = socket
        self.requestCount = requestCount
    }

    /// Requests that got a whole response.
    var answered: Int { tally.withLock { $0.answered } }

    /// What went wrong, in words: at the sockets, or a status other than 200.
    var failures: [String] { tally.withLock { $0.failures } }

    /// Every other client keeps its connection as long as the service does; the others take a new one each time.
    func start(clients count: Int) {
        for client in 0..<count {
            clients.enter()
            Thread.detachNewThread { [self] in
                ask(keepsAlive: client.isMultiple(of: 2))
                clients.leave()
            }
        }
    }

    func waitForEnd() {
        clients.wait()
    }

    /// Waits until so many requests have been answered, or all are spent.
    func wait(untilAnswered count: Int) {
        while answered < count, spent.load(ordering: .relaxed) < requestCount { sched_yield() }
    }

    private func ask(keepsAlive: Bool) {
        let request = Self.predict(keepsAlive: keepsAlive)
        var kept: ClientConnection?
        while spent.add(1, ordering: .relaxed).newValue <= requestCount {
            do {
                let connection = try kept ?? socket.connect()
                let response = try connection.request(request)
                kept = response.closes ? nil : connection
                tally.withLock {
                    $0.answered += 1
                    if response.status != 200 { $0.failures.append("status \(response.status): \(response.body)") }
                }
            } catch {
                kept = nil
                tally.withLock { $0.failures.append("\(error)") }
            }
        }
    }

    /// A request for an advertiser of every generated world.
    static func predict(keepsAlive: Bool = true) -> String {
        """
        POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\
        \(keepsAlive ? "" : "Connection: close\r\n")\r\n{"advertiser":"a000001"}
        """
    }
}
