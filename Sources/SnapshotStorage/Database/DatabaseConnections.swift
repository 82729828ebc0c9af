import AdvertiserDomain
import Foundation
import GRDB

/// The open connections to one database file.
struct DatabaseConnections: Sendable {
    /// For reads of rows, several at a time.
    let pool: DatabasePool
    /// A single connection, because `PRAGMA data_version` only compares with itself.
    private let watcher: DatabaseQueue
    let identity: FileIdentity?
    /// Counts the files that were opened under the path.
    let number: Int
    let schema: SnapshotSchema

    /// Bulk requests, the table of forecasts and looks at what the file holds.
    private static let readersBesideForwards = 20

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
            // Forwards read beside bulk requests, whose pages take long: one must not wait for another's connection.
            configuration.maximumReaderCount = ProcessInfo.processInfo.activeProcessorCount + Self.readersBesideForwards
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
        // Asked without a transaction around it, which would cost several times as much.
        let version = try watcher.unsafeRead { database in
            try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version")) ?? 0
        }
        return ChangeMark(file: number, version: version)
    }
}
