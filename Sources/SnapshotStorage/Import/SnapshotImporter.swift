import AdvertiserDomain
import Foundation
import GRDB

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
    let progress: (ImportProgress) -> Void

    /// - parameters:
    ///   - path: The database, which is made if there is none.
    ///   - progress: Called after every block of a file.
    package init(
        path: String, columns: HistoryColumns, today: Day, now: Date, blockSize: Int = 1 << 18,
        progress: @escaping (ImportProgress) -> Void = { _ in }
    ) {
        self.path = path
        self.columns = columns
        self.today = today
        self.now = now
        self.blockSize = blockSize
        self.progress = progress
    }

    /// - throws: ``ImportError`` or ``StorageError``; the database is then as it was, or absent if it was absent.
    package func run(_ sources: Sources) throws -> ImportSummary {
        let isNew = !DatabaseFileAccess.system.exists(path)
        do {
            let summary = try write(sources)
            return summary
        } catch {
            if isNew {
                for suffix in ["", "-journal", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: path + suffix)
                }
            }
            guard let refused = error as? DatabaseError else { throw error }
            throw meaning(of: refused)
        }
    }

    private func write(_ sources: Sources) throws -> ImportSummary {
        var configuration = Configuration()
        configuration.label = "import"
        configuration.busyMode = .timeout(10)
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
            return .commit
        }
        try queue.close()
        return summary
    }

    private func meaning(of error: DatabaseError) -> any Error {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOTADB, .SQLITE_CORRUPT:
            StorageError(error, path: path, fileAccess: .system)
        default:
            ImportError.cannotWrite(path: path, message: error.message ?? "code \(error.extendedResultCode.rawValue)")
        }
    }
}
