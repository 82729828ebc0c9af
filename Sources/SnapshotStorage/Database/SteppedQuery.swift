import GRDB
import GRDBSQLite

/// A query whose parameters are texts, for the reads that thousands of requests a second make.
///
/// For each run GRDB's cursors make a row with the names of its columns and keep copies of the arguments, which takes as long
/// as SQLite takes to find a profile. They also end a text at a zero byte.
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
        reset()
        defer { reset() }
        for (position, parameter) in parameters.enumerated() {
            try bind(parameter, byteCount: parameter.utf8.count, at: position)
        }
        while try step() { try body(statement) }
    }

    /// Calls `body` with the statement at each row, until it returns `false`.
    ///
    /// - parameter parameters: The bytes of texts, which need not be UTF-8.
    /// - throws: `DatabaseError`, or what `body` throws.
    func readRows(_ parameters: [[UInt8]], while body: (Statement) throws -> Bool) throws {
        reset()
        defer { reset() }
        for (position, parameter) in parameters.enumerated() {
            // One byte more, because an empty text must have an address as well: without one it would be NULL.
            try (parameter + [0]).withUnsafeBufferPointer { bytes in
                try bytes.withMemoryRebound(to: CChar.self) { text in
                    try bind(text.baseAddress, byteCount: parameter.count, at: position)
                }
            }
        }
        while try step(), try body(statement) {}
    }

    /// What a run that failed has to say was said then.
    private func reset() {
        sqlite3_reset(statement.sqliteStatement)
    }

    private func bind(_ text: UnsafePointer<CChar>?, byteCount: Int, at position: Int) throws {
        try require(
            SQLITE_OK,
            sqlite3_bind_text(
                statement.sqliteStatement, CInt(position + 1), text, CInt(clamping: byteCount), Self.copiesText))
    }

    /// - returns: Whether the statement stands at another row.
    private func step() throws -> Bool {
        let code = sqlite3_step(statement.sqliteStatement)
        if code == SQLITE_DONE { return false }
        try require(SQLITE_ROW, code)
        return true
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
