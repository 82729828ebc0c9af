import Dispatch
import Foundation
import Synchronization
import Testing

@testable import HTTPCore

@Suite struct StreamThreadsTests {
    /// Tells on which thread it goes. At the very end of a thread that is not the one on which the job ran: Foundation has
    /// forgotten it by then and makes another for the same thread of the system.
    private final class Held: Sendable {
        let tell: @Sendable (ObjectIdentifier) -> Void

        init(_ tell: @escaping @Sendable (ObjectIdentifier) -> Void) {
            self.tell = tell
        }

        deinit {
            tell(ObjectIdentifier(Thread.current))
        }
    }

    @Test func aJobIsLetGoOfWhileItsThreadIsWhole() {
        let threads = StreamThreads(limit: 1)
        let places = Mutex<[ObjectIdentifier]>([])
        let isGone = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        func submit() {
            let held = Held { place in
                places.withLock { $0.append(place) }
                isGone.signal()
            }
            let isAccepted = threads.submit {
                withExtendedLifetime(held) {
                    mayEnd.wait()
                    places.withLock { $0.append(ObjectIdentifier(Thread.current)) }
                }
            }
            #expect(isAccepted)
        }
        submit()
        mayEnd.signal()
        isGone.wait()
        let seen = places.withLock { $0 }
        #expect(seen.count == 2)
        #expect(seen.first == seen.last)
    }
}
