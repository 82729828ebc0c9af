import AdvertiserDomain
import GRDB

/// A database that cannot be read or does not keep the data contract.
package enum StorageError: OperatorError, Equatable {
    case missingFile(path: String)
    /// The path is a directory, or its permissions forbid reading.
    case unreadableFile(path: String)
    case notADatabase(path: String)
    case damaged(path: String, message: String)
    case locked(path: String)
    /// A database in WAL mode without its `-wal` and `-shm` files, in a directory where SQLite cannot create them.
    case writeAheadLogNotReadable(path: String)
    /// A writer was killed and left its journal, which only a connection that may write can roll back.
    case interruptedWrite(path: String)
    /// `present` lists the tables that there are.
    case missingTable(path: String, table: String, present: [String])
    /// `suggestion` is the end of the sentence: the nearest column, or all there are.
    case missingColumn(path: String, table: String, column: String, suggestion: String)
    case badRow(path: String, RowFault)
    /// More rows than quarantine may leave out; `first` is one of them.
    case tooManyBadRows(path: String, badRows: Int, rows: Int, allowed: Int, first: RowFault)
    /// Any other refusal of SQLite.
    case refused(path: String, message: String)

    package var isUsageFault: Bool {
        switch self {
        case .missingFile, .unreadableFile, .notADatabase, .missingTable, .missingColumn: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .missingFile(let path):
            "\(path): no such database; correct 'database' in the configuration, or create it with adcast generate or import"
        case .unreadableFile(let path):
            "\(path): is a directory or may not be read; correct the path or its permissions"
        case .notADatabase(let path):
            "\(path): is not an SQLite database; correct 'database' in the configuration"
        case .damaged(let path, let message):
            "\(path): the database is damaged (\(message)); restore it from a copy"
        case .locked(let path):
            "\(path): another process keeps the database locked; try again when it is done, or let it write in WAL mode"
        case .writeAheadLogNotReadable(let path):
            "\(path): is in WAL mode, and its directory lacks the -wal and -shm files and cannot be written; make the "
                + "directory writable, or run: sqlite3 \(path) 'PRAGMA journal_mode=DELETE'"
        case .interruptedWrite(let path):
            "\(path): a writer was interrupted and its journal awaits a rollback; run: sqlite3 \(path) 'PRAGMA user_version'"
        case .missingTable(let path, let table, let present):
            "\(path): the table '\(table)' is missing ("
                + (present.isEmpty ? "the database is empty" : "there are: \(present.joined(separator: ", "))")
                + "); create it, or fill the database with adcast generate or import"
        case .missingColumn(let path, let table, let column, let suggestion):
            "\(path): the table '\(table)' has no column '\(column)' that the configuration names; \(suggestion)"
        case .badRow(let path, let fault):
            "\(path): \(fault); correct the row, or set on_bad_row: quarantine to leave such rows out"
        case .tooManyBadRows(let path, let badRows, let rows, let allowed, let first):
            "\(path): \(badRows) of \(rows) rows are bad, more than the \(allowed) that quarantine leaves out; "
                + "correct them, beginning with \(first)"
        case .refused(let path, let message):
            "\(path): SQLite refuses (\(message)); correct the database or its permissions"
        }
    }

    /// What an SQLite error means to the person who runs Adcast.
    init(_ error: DatabaseError, path: String, fileAccess: DatabaseFileAccess) {
        let message = error.message ?? "code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, message: message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK:
            self = .interruptedWrite(path: path)
        // An existing, readable file that cannot be opened is one whose write-ahead log cannot.
        case .SQLITE_CANTOPEN where fileAccess.isReadable(path), .SQLITE_READONLY:
            self = .writeAheadLogNotReadable(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .unreadableFile(path: path)
        default: self = .refused(path: path, message: message)
        }
    }
}
