import AdvertiserDomain
import Dispatch
import GRDB
import Synchronization

/// A database of daily snapshots, read-only.
///
/// The file belongs to somebody else's loader: every read is a short transaction, a writer at work is waited for, and a file
/// that was renamed onto the path is opened in place of the old one. Safe to use from several threads.
package final class SnapshotDatabase: HistorySource {
    package let path: String
    package let columns: HistoryColumns
    package let onBadRow: BadRowPolicy
    let today: @Sendable () -> Day
    let completeness: DayCompleteness
    let pageRowCount: Int
    /// Of one advertiser between two dates.
    let historyQuery: String
    let profileSelection: AttributeSelection
    private let busyTimeoutSeconds: Double
    private let fileAccess: DatabaseFileAccess
    private let readingLifetimeNanoseconds: UInt64
    private let monotonicNanoseconds: @Sendable () -> UInt64
    private let connections: Mutex<DatabaseConnections>
    /// Held by the one who scans the file, which takes seconds where there are many rows, and for nothing else.
    private let scanning = Mutex<Void>(())
    private let latestScan = Mutex<DatabaseScan?>(nil)
    /// Kept because to make one takes as long as to read an advertiser.
    private let latestReader = Mutex<(days: [Day], today: Day, reader: SnapshotRowReader)?>(nil)
    private let latestReading = Mutex<(reading: Reading, since: UInt64)?>(nil)
    private let tally = Mutex(BadRowTally())

    /// For how long beyond its lifetime a reading is used while somebody scans what was written since.
    private static let scanPatienceNanoseconds: UInt64 = 30_000_000_000

    /// Opens a database and requires the tables and columns that `columns` names.
    ///
    /// - parameters:
    ///   - today: The newest date that a row may bear, asked anew for every read.
    ///   - completeness: Says when the newest date counts, where the database does not list complete days.
    ///   - busyTimeoutSeconds: How long a read waits for a writer.
    ///   - pageRowCount: About how many rows one transaction reads.
    ///   - readingLifetimeSeconds: For how long histories of single advertisers are read by what was known of the file's days,
    ///     before it is asked whether somebody has written: to find out takes half as long as to read a history. Who asks
    ///     first after a write finds out what was written; until then, but for half a minute at most, others go on by what
    ///     was known.
    ///   - monotonicNanoseconds: A clock that never goes back.
    /// - throws: ``StorageError``
    package init(
        path: String, columns: HistoryColumns, onBadRow: BadRowPolicy = .fail, today: @escaping @Sendable () -> Day,
        completeness: DayCompleteness = .everyDate, busyTimeoutSeconds: Double = 5, pageRowCount: Int = 20_000,
        readingLifetimeSeconds: Double = 0,
        monotonicNanoseconds: @escaping @Sendable () -> UInt64 = { DispatchTime.now().uptimeNanoseconds },
        fileAccess: DatabaseFileAccess = .system
    ) throws {
        self.path = path
        self.columns = columns
        self.onBadRow = onBadRow
        self.today = today
        self.completeness = completeness
        self.busyTimeoutSeconds = busyTimeoutSeconds
        self.pageRowCount = max(1, pageRowCount)
        historyQuery =
            "SELECT \(SnapshotSchema.snapshotSelection(columns)) FROM \(SnapshotSchema.snapshots)"
            + " WHERE advertiser = ? AND date BETWEEN ? AND ? ORDER BY advertiser, scenario, date"
        profileSelection = AttributeSelection(
            table: SnapshotSchema.advertisers, key: "advertiser", columns: columns.profile)
        self.readingLifetimeNanoseconds = UInt64(max(readingLifetimeSeconds, 0) * 1e9)
        self.monotonicNanoseconds = monotonicNanoseconds
        self.fileAccess = fileAccess
        let opened = try DatabaseConnections(
            path: path, columns: columns, busyTimeoutSeconds: busyTimeoutSeconds, fileAccess: fileAccess)
        self.connections = Mutex(opened)
    }

    /// What the last whole pass (``historyPages(from:through:)`` or ``checkRows()``) read and left out.
    package var latestTally: BadRowTally { tally.withLock { $0 } }

    func record(_ latest: BadRowTally) { tally.withLock { $0 = latest } }

    var schema: SnapshotSchema { connections.withLock { $0.schema } }

    /// The connections for reading rows of the file that the path leads to now.
    func currentPool() throws -> DatabasePool { try currentConnections().pool }

    private func currentConnections() throws -> DatabaseConnections {
        try connections.withLock { connections in
            try reopenIfReplaced(&connections)
            return connections
        }
    }

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

    package func changeMark() throws -> ChangeMark {
        try mappingErrors { try currentConnections().changeMark() }
    }

    /// Runs `body` and turns errors of SQLite into ``StorageError``.
    func mappingErrors<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            // A column may have gone since the file was opened; a look at the schema then says which.
            if error.resultCode == .SQLITE_ERROR {
                _ = try DatabaseConnections(
                    path: path, columns: columns, busyTimeoutSeconds: busyTimeoutSeconds, fileAccess: fileAccess)
            }
            throw StorageError(error, path: path, fileAccess: fileAccess)
        }
    }

    private func reopenIfReplaced(_ connections: inout DatabaseConnections) throws {
        guard FileIdentity(path: path) != connections.identity else { return }
        connections = try DatabaseConnections(
            path: path, columns: columns, busyTimeoutSeconds: busyTimeoutSeconds, fileAccess: fileAccess,
            number: connections.number + 1)
    }
}
