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
    let readingLifetimeNanoseconds: UInt64
    let monotonicNanoseconds: @Sendable () -> UInt64
    private let connections: Mutex<DatabaseConnections>
    /// Held by the one who scans the file, which takes seconds where there are many rows, and for nothing else.
    let scanning = Mutex<Void>(())
    let latestScan = Mutex<DatabaseScan?>(nil)
    /// Kept because to make one takes as long as to read an advertiser.
    let latestReader = Mutex<(days: [Day], today: Day, reader: SnapshotRowReader)?>(nil)
    let latestReading = Mutex<(reading: Reading, since: UInt64)?>(nil)
    private let tally = Mutex(BadRowTally())

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

    func currentConnections() throws -> DatabaseConnections {
        try connections.withLock { connections in
            try reopenIfReplaced(&connections)
            return connections
        }
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
