import HTTPCore
import Synchronization

/// How many requests wait, asked of a server that is made after those who want to know.
final class QueueDepth: Sendable {
    private let ask = Mutex<(@Sendable () -> Int)?>(nil)

    var current: Int {
        let ask = ask.withLock { $0 }
        return ask?() ?? 0
    }

    func follow(_ server: HTTPServer) {
        ask.withLock { $0 = { [weak server] in server?.queuedRequestCount ?? 0 } }
    }
}
