import Dispatch
import Foundation
import Synchronization
import Testing

@testable import HTTPCore

/// Drains on a thread of its own.
final class Draining: Sendable {
    private let isDone = Mutex<Bool?>(nil)
    private let ended = DispatchSemaphore(value: 0)

    init(_ server: HTTPServer, timeoutSeconds: Double) {
        let thread = Thread { [self] in
            let result = server.drain(timeoutSeconds: timeoutSeconds)
            isDone.withLock { $0 = result }
            ended.signal()
        }
        thread.start()
    }

    func wait() throws -> Bool {
        try #require(ended.wait(timeout: .now() + 20) == .success)
        let result = isDone.withLock { $0 }
        return try #require(result as Bool?)
    }
}
