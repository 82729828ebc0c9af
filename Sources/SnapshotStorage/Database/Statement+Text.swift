import GRDB
import GRDBSQLite

/// Texts as the database holds them. GRDB ends them at a zero byte and repairs what is not UTF-8, so that different
/// names could come out as the same.
extension Statement {
    /// The bytes of a column of the row at hand, until the next step; `nil` where it holds no text.
    func textBytes(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        let value = sqlite3_column_value(sqliteStatement, CInt(truncatingIfNeeded: index))
        guard sqlite3_value_type(value) == SQLITE_TEXT else { return nil }
        let start = sqlite3_value_text(value)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }

    /// A column of the row at hand; `nil` where it holds no text, or one that is not UTF-8.
    func text(_ index: Int) -> String? {
        textBytes(index).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Why a column of the row at hand holds no name.
    func nameProblem(_ index: Int) -> RowFault.Problem {
        if let bytes = textBytes(index), !bytes.isEmpty { return .notUTF8(bytes: Array(bytes)) }
        let value = DatabaseValue(sqliteStatement: sqliteStatement, index: CInt(index))
        return .noName(value.isNull ? "NULL" : "'\(value.textForErrors)'")
    }
}
