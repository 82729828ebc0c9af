import AdvertiserDomain
import GRDB
import Synchronization

/// What is known of the file as a whole: who asks first after a write scans it, and the others go on by what was known.
extension SnapshotDatabase {
    /// For how long beyond its lifetime a reading is used while somebody scans what was written since.
    private static let scanPatienceNanoseconds: UInt64 = 30_000_000_000

    private typealias Scanned = (connections: DatabaseConnections, scan: DatabaseScan)

    /// What the file holds as a whole, and the state of its newest day.
    func currentSummary() throws -> (content: DataSummary, settling: SettlingDay?) {
        try mappingErrors {
            let scan = try currentScan().scan
            return (scan.content, scan.settling)
        }
    }

    /// What the file that the path leads to now holds; scans it where somebody has written since the last scan.
    private func currentScan() throws -> Scanned {
        if let known = try knownScan() { return known }
        return try scanning.withLock { _ in try scanned() }
    }

    /// As ``currentScan()``, but `nil` where another caller scans.
    private func currentScanUnlessUnderWay() throws -> Scanned? {
        if let known = try knownScan() { return known }
        return try scanning.withLockIfAvailable { _ in try scanned() }
    }

    /// The last scan, where nobody has written since on the same date.
    private func knownScan() throws -> Scanned? {
        let connections = try currentConnections()
        let mark = try connections.changeMark()
        guard let scan = latestScan.withLock({ $0 }), scan.mark == mark, scan.today == today() else { return nil }
        return (connections, scan)
    }

    /// The last scan of the file that the path leads to now, whoever has written since.
    private func lastScan() throws -> Scanned? {
        let connections = try currentConnections()
        guard let scan = latestScan.withLock({ $0 }), scan.mark.file == connections.number else { return nil }
        return (connections, scan)
    }

    /// For the one who holds ``scanning``.
    private func scanned() throws -> Scanned {
        let connections = try currentConnections()
        let mark = try connections.changeMark()
        let today = today()
        let previous = latestScan.withLock { $0 }
        if let previous, previous.mark == mark, previous.today == today { return (connections, previous) }
        let scan = try DatabaseScan(
            connections, mark: mark, columns: columns, completeness: completeness, today: today, path: path,
            after: previous)
        latestScan.withLock { $0 = scan }
        return (connections, scan)
    }

    /// What a read of rows needs: connections to a file, and a reader of the days that count.
    typealias Reading = (pool: DatabasePool, reader: SnapshotRowReader)

    /// A reading that is at most its lifetime old, or a little older while somebody scans the file.
    ///
    /// - parameter last: A day that the caller may know of since: a reading of before it is renewed.
    func recentReading(through last: Day) throws -> Reading {
        guard readingLifetimeNanoseconds > 0 else { return try currentReading() }
        let now = monotonicNanoseconds()
        let known = latestReading.withLock { $0 }
        let reading: Reading
        if let known, now &- known.since < readingLifetimeNanoseconds + Self.scanPatienceNanoseconds {
            let isBehind = known.reading.reader.newestWantedDay.map { $0 < last } ?? true
            if !isBehind, now &- known.since < readingLifetimeNanoseconds { return known.reading }
            guard let scanned = try mappingErrors({ try currentScanUnlessUnderWay() }) else {
                // Whoever knows of a later day knows it from the last scan.
                guard isBehind, let scanned = try mappingErrors({ try lastScan() }) else { return known.reading }
                return self.reading(of: scanned)
            }
            reading = self.reading(of: scanned)
        } else {
            reading = try currentReading()
        }
        latestReading.withLock { $0 = (reading, now) }
        return reading
    }

    /// A reading of the file that the path leads to now.
    func currentReading() throws -> Reading {
        try mappingErrors { reading(of: try currentScan()) }
    }

    private func reading(of scanned: Scanned) -> Reading {
        let today = today()
        let days = completeDays(scanned.scan.content, scanned.scan.settling)
        let reader = latestReader.withLock { known in
            if let known, known.days == days, known.today == today { return known.reader }
            let reader = SnapshotRowReader(measures: columns.measures, today: today, days: days)
            known = (days, today, reader)
            return reader
        }
        return (scanned.connections.pool, reader)
    }
}
