import GRDB
import GRDBSQLite

/// A query whose parameters are texts, for the reads that thousands of requests a second make.
///
/// For each run GRDB's cursors make a row with the names of its columns and keep copies of the arguments, which takes as long
/// as SQLite takes to find a profile.
struct SteppedQuery {
    private let database: Database
    private let statement: Statement

    /// Looks the statement up among those of the connection. Two queries of the same text must not run inside one another.
    init(_ text: String, _ database: Database) throws {
        self.database = database
        statement = try database.cachedStatement(sql: text)
    }

    /// Calls `body` with the statement at each row.
    ///
    /// - throws: `DatabaseError`, or what `body` throws.
    func forEachRow(_ parameters: [String], _ body: (Statement) throws -> Void) throws {
        let handle = statement.sqliteStatement
        // What a run that failed has to say was said then.
        sqlite3_reset(handle)
        defer { sqlite3_reset(handle) }
        for (position, parameter) in parameters.enumerated() {
            try require(
                SQLITE_OK,
                sqlite3_bind_text(
                    handle, CInt(position + 1), parameter, CInt(clamping: parameter.utf8.count), Self.copiesText))
        }
        while true {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { return }
            try require(SQLITE_ROW, code)
            try body(statement)
        }
    }

    private func require(_ wanted: CInt, _ code: CInt) throws {
        guard code != wanted else { return }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) }, sql: statement.sql)
    }

    /// SQLite's `SQLITE_TRANSIENT`, which is no pointer but a number: it lets SQLite copy the text.
    private static let copiesText = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
