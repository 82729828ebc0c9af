import AdvertiserDomain
import HTTPCore
import Synchronization

/// What the source holds, read anew once it is older than a lifetime: every request needs it, and finding out which days
/// are there reads the whole index of a database.
final class SourceCatalogue: Sendable {
    final class Contents: Sendable {
        /// `nil` where there is no complete day.
        let range: DataRange?
        /// Ascending by name.
        let scenarios: [ScenarioRecord]

        init(range: DataRange?, scenarios: [ScenarioRecord]) {
            self.range = range
            self.scenarios = scenarios
        }
    }

    private struct Reading {
        let contents: Contents
        let monotonicNanoseconds: UInt64
    }

    private let source: any HistorySource
    private let clock: ServerClock
    private let lifetimeNanoseconds: UInt64
    private let latest = Mutex<Reading?>(nil)
    /// Held by the one who reads.
    private let turn = Mutex<Void>(())

    /// For how long beyond its lifetime a reading is used while somebody reads anew: a scan of a large database takes
    /// seconds, and a loader at work calls for one after the other.
    private static let patienceNanoseconds: UInt64 = 30_000_000_000

    init(source: any HistorySource, clock: ServerClock, lifetimeNanoseconds: UInt64 = 2_000_000_000) {
        self.source = source
        self.clock = clock
        self.lifetimeNanoseconds = lifetimeNanoseconds
    }

    /// The contents, at most a lifetime old, or a little older while another caller reads them anew.
    ///
    /// - Throws: what the source throws.
    func contents() throws -> Contents {
        if let recent { return recent }
        if let latest = reading(within: lifetimeNanoseconds + Self.patienceNanoseconds) {
            return try turn.withLockIfAvailable { _ in try read() } ?? latest
        }
        return try turn.withLock { _ in try read() }
    }

    /// The contents where they need not be read; never waits.
    var recent: Contents? { reading(within: lifetimeNanoseconds) }

    /// For the one whose turn it is.
    private func read() throws -> Contents {
        if let recent { return recent }
        let now = clock.monotonicNanoseconds()
        let contents = Contents(range: try source.dataRange(), scenarios: try source.scenarios())
        latest.withLock { $0 = Reading(contents: contents, monotonicNanoseconds: now) }
        return contents
    }

    private func reading(within nanoseconds: UInt64) -> Contents? {
        guard let latest = latest.withLock({ $0 }),
            clock.monotonicNanoseconds() &- latest.monotonicNanoseconds < nanoseconds
        else { return nil }
        return latest.contents
    }
}
