import AdvertiserDomain
import GRDB
import GRDBSQLite

/// A row of `advertisers` or `scenarios`.
struct AttributeRow {
    /// The key; `nil` where it is none.
    let name: String?
    /// One value a column; all unknown where the row is bad.
    let attributes: [AttributeValue]
    let fault: RowFault?

    /// Of the row at which a statement stands whose columns are the key, then `columns`.
    init(_ row: Statement, table: String, key: String, columns: [String]) {
        guard let name = row.text(0), !name.isEmpty else {
            self.name = nil
            attributes = columns.map { _ in .unknown }
            fault = RowFault(table: table, column: key, problem: row.nameProblem(0))
            return
        }
        self.name = name
        var attributes: [AttributeValue] = []
        attributes.reserveCapacity(columns.count)
        var fault: RowFault?
        for (index, column) in columns.enumerated() {
            let (value, problem) = Self.attribute(index + 1, of: row)
            attributes.append(value)
            guard let problem, fault == nil else { continue }
            fault = RowFault(
                table: table, column: column, advertiser: key == "advertiser" ? name : nil,
                scenario: key == "scenario" ? name : nil, problem: problem)
        }
        self.attributes = fault == nil ? attributes : columns.map { _ in .unknown }
        self.fault = fault
    }

    private static func attribute(_ index: Int, of row: Statement) -> (AttributeValue, RowFault.Problem?) {
        let statement = row.sqliteStatement
        let column = CInt(index)
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL:
            return (.unknown, nil)
        case SQLITE_INTEGER, SQLITE_FLOAT:
            // An integer comes as the number nearest to it.
            let number = sqlite3_column_double(statement, column)
            return number.isFinite ? (.number(number), nil) : (.unknown, .notFinite(number))
        case SQLITE_TEXT:
            if let text = row.text(index) { return (.text(text), nil) }
            return (.unknown, .notUTF8(bytes: row.textBytes(index).map { Array($0) } ?? []))
        default:
            return (.unknown, .binary)
        }
    }
}
