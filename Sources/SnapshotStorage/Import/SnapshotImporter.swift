import AdvertiserDomain
import Foundation
import GRDB
import GRDBSQLite

/// Fills a database from CSV files, all or nothing.
///
/// The files stream through in bounded memory. Every date that the snapshots name is replaced as a whole and listed as
/// complete, so that importing the same files again changes nothing.
package struct SnapshotImporter {
    /// The files to import; tables without one stay as they are.
    package struct Sources {
        package var scenarios: CSVSource?
        package var advertisers: CSVSource?
        package var snapshots: CSVSource?

        package init(scenarios: CSVSource? = nil, advertisers: CSVSource? = nil, snapshots: CSVSource? = nil) {
            self.scenarios = scenarios
            self.advertisers = advertisers
            self.snapshots = snapshots
        }

        /// Opens files by their paths, `-` for standard input, which only one can come from.
        ///
        /// - throws: ``ImportError``
        package init(scenarios: String?, advertisers: String?, snapshots: String?) throws {
            guard [scenarios, advertisers, snapshots].filter({ $0 == "-" }).count < 2 else {
                throw ImportError.severalFromStandardInput
            }
            self.scenarios = try scenarios.map { try CSVSource(path: $0) }
            self.advertisers = try advertisers.map { try CSVSource(path: $0) }
            self.snapshots = try snapshots.map { try CSVSource(path: $0) }
        }
    }

    let path: String
    let columns: HistoryColumns
    /// The newest date that a row may bear.
    let today: Day
    /// Written as the time at which the days were complete.
    let now: Date
    let blockSize: Int
    private let busyTimeoutSeconds: Double
    private let fileAccess: DatabaseFileAccess
    let progress: (ImportProgress) -> Void

    /// - parameters:
    ///   - path: The database, which is made if there is none.
    ///   - busyTimeoutSeconds: How long another writer is waited for.
    ///   - progress: Called after every block of a file.
    package init(
        path: String, columns: HistoryColumns, today: Day, now: Date, blockSize: Int = 1 << 18,
        busyTimeoutSeconds: Double = 10, fileAccess: DatabaseFileAccess = .system,
        progress: @escaping (ImportProgress) -> Void = { _ in }
    ) {
        self.path = path
        self.columns = columns
        self.today = today
        self.now = now
        self.blockSize = blockSize
        self.busyTimeoutSeconds = busyTimeoutSeconds
        self.fileAccess = fileAccess
        self.progress = progress
    }

    /// - throws: ``ImportError`` or ``StorageError``; the database is then as it was, or absent if it was absent and no
    ///   other import has filled it.
    package func run(_ sources: Sources) throws -> ImportSummary {
        let isNew = !fileAccess.exists(path)
        do {
            let summary = try write(sources)
            return summary
        } catch {
            if isNew { removeIfEmpty() }
            guard let refused = error as? DatabaseError else { throw error }
            throw meaning(of: refused)
        }
    }

    private func write(_ sources: Sources) throws -> ImportSummary {
        var configuration = Configuration()
        configuration.label = "import"
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        var summary = ImportSummary()
        // 64 MB, so that the pages of a day's rows stay at hand.
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = -65536") }
        try queue.inTransaction(.immediate) { database in
            try importAttributes(
                ImportTable(name: SnapshotSchema.scenarios, key: "scenario", required: columns.scenario),
                from: sources.scenarios, option: "--scenarios", database, &summary)
            try importAttributes(
                ImportTable(name: SnapshotSchema.advertisers, key: "advertiser", required: columns.profile),
                from: sources.advertisers, option: "--advertisers", database, &summary)
            try importSnapshots(from: sources.snapshots, database, &summary)
            // What was made or found must be what the configuration names.
            _ = try SnapshotSchema(database, columns: columns, path: path)
            // Another import may have removed the file that both of them made, and nobody would see what was written.
            guard isInPlace(database) else { throw ImportError.replaced(path: path) }
            return .commit
        }
        try queue.close()
        return summary
    }

    /// Removes the database where it has no table: another import that began at the same time may be filling it, or may
    /// have filled it.
    private func removeIfEmpty() {
        guard let queue = try? DatabaseQueue(path: path) else { return }
        // Refused at once where another import is at work, and held until the file has gone, so that none can begin.
        try? queue.inTransaction(.exclusive) { database in
            let tableCount = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master")
            if tableCount == 0, isInPlace(database) { try FileManager.default.removeItem(atPath: path) }
            return .rollback
        }
    }

    /// Whether the path still leads to the file that is open.
    private func isInPlace(_ database: Database) -> Bool {
        var hasMoved: CInt = 0
        sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        return hasMoved == 0
    }

    private func meaning(of error: DatabaseError) -> any Error {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOTADB, .SQLITE_CORRUPT:
            StorageError(error, path: path, fileAccess: fileAccess)
        default:
            ImportError.cannotWrite(path: path, message: error.message ?? "code \(error.extendedResultCode.rawValue)")
        }
    }
}
