import AdvertiserDomain
import GRDB

/// A row of `advertisers` or `scenarios`.
struct AttributeRow {
    /// The key; `nil` where it is none.
    let name: String?
    /// One value a column; all unknown where the row is bad.
    let attributes: [AttributeValue]
    let fault: RowFault?

    private init(_ row: Row, table: String, key: String, columns: [String]) {
        let keyValue: DatabaseValue = row[0]
        guard case .string(let name) = keyValue.storage, !name.isEmpty else {
            self.name = nil
            attributes = columns.map { _ in .unknown }
            fault = RowFault(
                table: table, column: key, problem: .noName(keyValue.isNull ? "NULL" : "'\(keyValue.textForErrors)'"))
            return
        }
        self.name = name
        var attributes: [AttributeValue] = []
        attributes.reserveCapacity(columns.count)
        var fault: RowFault?
        for (index, column) in columns.enumerated() {
            let value: DatabaseValue = row[index + 1]
            switch value.storage {
            case .null: attributes.append(.unknown)
            case .int64(let number): attributes.append(.number(Double(number)))
            case .double(let number) where number.isFinite: attributes.append(.number(number))
            case .string(let text): attributes.append(.text(text))
            case .double(let number):
                fault = fault ?? Self.fault(table, column, key, name, .notFinite(number))
            case .blob:
                fault = fault ?? Self.fault(table, column, key, name, .binary)
            }
        }
        self.attributes = fault == nil ? attributes : columns.map { _ in .unknown }
        self.fault = fault
    }

    /// Calls `body` with the rows in ascending order of the key.
    ///
    /// `range` restricts the key, both ends included. It is no `ClosedRange`, because SQLite compares bytes and Swift
    /// compares characters: what is ascending for one need not be for the other.
    static func forEach(
        _ database: Database, table: String, key: String, columns: [String],
        in range: (first: String, last: String)? = nil,
        _ body: (AttributeRow) throws -> Void
    ) throws {
        let selected = ([key] + columns).map(SnapshotSchema.quoted).joined(separator: ", ")
        let name = SnapshotSchema.quoted(key)
        let condition = range == nil ? "" : " WHERE \(name) >= ? AND \(name) <= ?"
        let statement = try database.cachedStatement(
            sql: "SELECT \(selected) FROM \(table)\(condition) ORDER BY \(name)")
        let arguments = range.map { StatementArguments([$0.first, $0.last]) } ?? StatementArguments()
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            try body(AttributeRow(row, table: table, key: key, columns: columns))
        }
    }

    private static func fault(
        _ table: String, _ column: String, _ key: String, _ name: String, _ problem: RowFault.Problem
    ) -> RowFault {
        RowFault(
            table: table, column: column, advertiser: key == "advertiser" ? name : nil,
            scenario: key == "scenario" ? name : nil, problem: problem)
    }
}
