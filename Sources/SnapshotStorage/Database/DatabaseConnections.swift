import AdvertiserDomain
import Foundation
import GRDB

/// The open connections to one database file and what is known of its content.
struct DatabaseConnections {
    /// For reads of rows, several at a time.
    let pool: DatabasePool
    /// A single connection, because `PRAGMA data_version` only compares with itself.
    private let watcher: DatabaseQueue
    let identity: FileIdentity?
    /// Counts the files that were opened under the path.
    let number: Int
    let schema: SnapshotSchema
    private var summary: (version: Int, content: DataSummary)?
    private(set) var settling: SettlingDay?
    /// A reader of the days that counted when it was made: to make one takes as long as to read an advertiser.
    var reading: (days: [Day], today: Day, reader: SnapshotRowReader)?

    /// Opens the file read-only, in whatever journal mode it has.
    init(
        path: String, columns: HistoryColumns, busyTimeoutSeconds: Double, fileAccess: DatabaseFileAccess,
        number: Int = 0
    ) throws {
        self.number = number
        guard fileAccess.exists(path) else { throw StorageError.missingFile(path: path) }
        guard fileAccess.isReadable(path) else { throw StorageError.unreadableFile(path: path) }
        // Asked before SQLite opens the file, because it would create what is missing where it can.
        let canReadWriteAheadLog = fileAccess.canReadWriteAheadLog(of: path)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "snapshots"
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        // A pool gives its readers a timeout of its own.
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA busy_timeout = \(Int(busyTimeoutSeconds * 1000))")
        }
        do {
            identity = FileIdentity(path: path)
            watcher = try DatabaseQueue(path: path, configuration: configuration)
            pool = try DatabasePool(path: path, configuration: configuration)
            schema = try watcher.read { database in
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
                guard mode != "wal" || canReadWriteAheadLog else {
                    throw StorageError.writeAheadLogNotReadable(path: path)
                }
                return try SnapshotSchema(database, columns: columns, path: path)
            }
        } catch let error as DatabaseError {
            throw StorageError(error, path: path, fileAccess: fileAccess)
        }
    }

    /// Another value after every write to the file.
    func changeMark() throws -> ChangeMark {
        ChangeMark(file: number, version: try dataVersion())
    }

    /// Asked without a transaction around it, which would cost several times as much.
    private func dataVersion() throws -> Int { try watcher.unsafeRead(Self.dataVersion) }

    private static func dataVersion(_ database: Database) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version")) ?? 0
    }

    /// The summary of what is in the file now; scans it where somebody has written since the last call.
    mutating func summary(
        columns: HistoryColumns, completeness: DayCompleteness, today: Day, path: String
    ) throws -> DataSummary {
        if let summary, summary.version == (try dataVersion()) { return summary.content }
        let schema = schema
        let (version, content, newest) = try watcher.read { database in
            let version = try Self.dataVersion(database)
            let content = try DataSummary(database, schema: schema, columns: columns)
            var newest: SettlingDay.State?
            if case .settled = completeness, !schema.listsCompleteDays,
                let day = content.days.last(where: { $0 <= today })
            {
                newest = try SettlingDay.State(database, day: day, measures: columns.measures)
            }
            return (version, content, newest)
        }
        summary = (version, content)
        if let newest, case .settled(_, let now) = completeness {
            let changed = Self.modificationDate(path) ?? now()
            settling = settling?.updated(with: newest, now: now()) ?? SettlingDay(newest, unchangedSince: changed)
        }
        return content
    }

    /// When the database file or its write-ahead log last changed.
    private static func modificationDate(_ path: String) -> Date? {
        [path, path + "-wal"].compactMap { file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            return attributes?[.modificationDate] as? Date
        }.max()
    }
}
