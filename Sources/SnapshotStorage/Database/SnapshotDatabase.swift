import AdvertiserDomain
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
    private let busyTimeoutSeconds: Double
    private let fileAccess: DatabaseFileAccess
    private let connections: Mutex<DatabaseConnections>
    private let tally = Mutex(BadRowTally())

    /// Opens a database and requires the tables and columns that `columns` names.
    ///
    /// - parameters:
    ///   - today: The newest date that a row may bear, asked anew for every read.
    ///   - completeness: Says when the newest date counts, where the database does not list complete days.
    ///   - busyTimeoutSeconds: How long a read waits for a writer.
    ///   - pageRowCount: About how many rows one transaction reads.
    /// - throws: ``StorageError``
    package init(
        path: String, columns: HistoryColumns, onBadRow: BadRowPolicy = .fail, today: @escaping @Sendable () -> Day,
        completeness: DayCompleteness = .everyDate, busyTimeoutSeconds: Double = 5, pageRowCount: Int = 20_000,
        fileAccess: DatabaseFileAccess = .system
    ) throws {
        self.path = path
        self.columns = columns
        self.onBadRow = onBadRow
        self.today = today
        self.completeness = completeness
        self.busyTimeoutSeconds = busyTimeoutSeconds
        self.pageRowCount = max(1, pageRowCount)
        self.fileAccess = fileAccess
        let opened = try DatabaseConnections(
            path: path, columns: columns, busyTimeoutSeconds: busyTimeoutSeconds, fileAccess: fileAccess)
        self.connections = Mutex(opened)
    }

    /// What the last whole pass (``forEachHistory(from:through:_:)`` or ``checkRows()``) read and left out.
    package var latestTally: BadRowTally { tally.withLock { $0 } }

    func record(_ latest: BadRowTally) { tally.withLock { $0 = latest } }

    var schema: SnapshotSchema { connections.withLock { $0.schema } }

    /// The connections for reading rows of the file that the path leads to now.
    func currentPool() throws -> DatabasePool {
        try connections.withLock { connections in
            try reopenIfReplaced(&connections)
            return connections.pool
        }
    }

    /// What the file holds as a whole, and the state of its newest day.
    func currentSummary() throws -> (content: DataSummary, settling: SettlingDay?) {
        try mappingErrors {
            try connections.withLock { connections in
                try reopenIfReplaced(&connections)
                let content = try connections.summary(
                    columns: columns, completeness: completeness, today: today(), path: path)
                return (content, connections.settling)
            }
        }
    }

    /// What a read of rows needs: connections to the file that the path leads to now, and a reader of the days that count.
    func currentReading() throws -> (pool: DatabasePool, reader: SnapshotRowReader) {
        try mappingErrors {
            try connections.withLock { connections in
                try reopenIfReplaced(&connections)
                let today = today()
                let content = try connections.summary(
                    columns: columns, completeness: completeness, today: today, path: path)
                let days = completeDays(content, connections.settling)
                if let known = connections.reading, known.days == days, known.today == today {
                    return (connections.pool, known.reader)
                }
                let reader = SnapshotRowReader(measures: columns.measures, today: today, days: days)
                connections.reading = (days, today, reader)
                return (connections.pool, reader)
            }
        }
    }

    package func changeMark() throws -> ChangeMark {
        try mappingErrors {
            try connections.withLock { connections in
                try reopenIfReplaced(&connections)
                return try connections.changeMark()
            }
        }
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
