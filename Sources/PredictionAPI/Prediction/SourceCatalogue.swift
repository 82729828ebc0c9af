import AdvertiserDomain
import HTTPCore
import Synchronization

/// What the source holds, read anew once it is older than a lifetime: every request needs it, and finding out which days
/// are there reads the whole index of a database.
final class SourceCatalogue: Sendable {
    struct Contents: Sendable {
        /// `nil` where there is no complete day.
        let range: DataRange?
        /// Ascending by name.
        let scenarios: [ScenarioRecord]
    }

    private struct Reading {
        let contents: Contents
        let monotonicNanoseconds: UInt64
    }

    private let source: any HistorySource
    private let clock: ServerClock
    private let lifetimeNanoseconds: UInt64
    private let latest = Mutex<Reading?>(nil)

    init(source: any HistorySource, clock: ServerClock, lifetimeNanoseconds: UInt64 = 2_000_000_000) {
        self.source = source
        self.clock = clock
        self.lifetimeNanoseconds = lifetimeNanoseconds
    }

    /// The contents, at most a lifetime old. Callers wait while one of them reads.
    ///
    /// - Throws: what the source throws.
    func contents() throws -> Contents {
        try latest.withLock { latest in
            let now = clock.monotonicNanoseconds()
            if let latest, now &- latest.monotonicNanoseconds < lifetimeNanoseconds { return latest.contents }
            let contents = Contents(range: try source.dataRange(), scenarios: try source.scenarios())
            latest = Reading(contents: contents, monotonicNanoseconds: now)
            return contents
        }
    }
}
