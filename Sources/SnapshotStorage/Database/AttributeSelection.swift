import AdvertiserDomain
import GRDB

/// How the rows of `advertisers` or `scenarios` are asked for.
struct AttributeSelection: Sendable {
    private let table: String
    private let key: String
    private let columns: [String]
    private let allQuery: String
    /// Of the rows between two keys.
    let rangeQuery: String

    init(table: String, key: String, columns: [String]) {
        self.table = table
        self.key = key
        self.columns = columns
        let selected = ([key] + columns).map(SnapshotSchema.quoted).joined(separator: ", ")
        let name = SnapshotSchema.quoted(key)
        allQuery = "SELECT \(selected) FROM \(table) ORDER BY \(name)"
        rangeQuery = "SELECT \(selected) FROM \(table) WHERE \(name) >= ? AND \(name) <= ? ORDER BY \(name)"
    }

    /// Calls `body` with the rows in ascending order of the key.
    ///
    /// `range` restricts the key, both ends included. It is no `ClosedRange`, because SQLite compares bytes and Swift
    /// compares characters: what is ascending for one need not be for the other.
    func forEach(
        _ database: Database, in range: (first: String, last: String)? = nil, _ body: (AttributeRow) throws -> Void
    ) throws {
        let query = try SteppedQuery(range == nil ? allQuery : rangeQuery, database)
        try forEach(query, parameters: range.map { [$0.first, $0.last] } ?? [], body)
    }

    /// As ``forEach(_:in:_:)`` with one of the queries.
    func forEach(_ query: SteppedQuery, parameters: [String], _ body: (AttributeRow) throws -> Void) throws {
        try query.forEachRow(parameters) { row in
            try body(AttributeRow(row, table: table, key: key, columns: columns))
        }
    }
}
