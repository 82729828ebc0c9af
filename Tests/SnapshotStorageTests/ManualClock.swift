import Foundation
import Synchronization

/// A clock that goes only when told to.
final class ManualClock: Sendable {
    private let moment: Mutex<Date>

    init(_ moment: Date) { self.moment = Mutex(moment) }

    var now: Date { moment.withLock { $0 } }

    func advance(by seconds: Double) { moment.withLock { $0 += seconds } }
}
