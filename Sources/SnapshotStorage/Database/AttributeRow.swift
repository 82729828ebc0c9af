import AdvertiserDomain
import GRDB

/// A row of `advertisers` or `scenarios`.
struct AttributeRow {
    /// The key; `nil` where it is none.
    let name: String?
    /// One value a column; all unknown where the row is bad.
    let attributes: [AttributeValue]
    let fault: RowFault?

    /// Of the row at which a statement stands whose columns are the key, then `columns`.
    init(_ row: Statement, table: String, key: String, columns: [String]) {
        let keyValue = DatabaseValue(sqliteStatement: row.sqliteStatement, index: 0)
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
            let value = DatabaseValue(sqliteStatement: row.sqliteStatement, index: CInt(index + 1))
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

    private static func fault(
        _ table: String, _ column: String, _ key: String, _ name: String, _ problem: RowFault.Problem
    ) -> RowFault {
        RowFault(
            table: table, column: column, advertiser: key == "advertiser" ? name : nil,
            scenario: key == "scenario" ? name : nil, problem: problem)
    }
}
