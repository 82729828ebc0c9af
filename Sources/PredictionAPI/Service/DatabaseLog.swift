import AdvertiserDomain
import Logging
import Synchronization

/// Writes that the database cannot be read, and that it can again: once a change, since dashboards ask all the time.
final class DatabaseLog: Sendable {
    private let logger: Logger
    /// Why the latest reading failed; `nil` where it did not.
    private let latest = Mutex<String?>(nil)

    init(logger: Logger) {
        self.logger = logger
    }

    /// Takes note of a reading.
    ///
    /// - Parameter failure: why there is nothing; `nil` where it was read.
    func write(_ failure: (any Error)?) {
        let reason = failure?.operatorDescription
        let isNews = latest.withLock { latest in
            defer { latest = reason }
            return latest != reason
        }
        guard isNews else { return }
        if let reason {
            logger.warning("the database cannot be read", metadata: ["error": "\(reason)"])
        } else {
            logger.notice("the database can be read again")
        }
    }
}
