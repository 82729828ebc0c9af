import AdvertiserDomain
import GRDB

/// The tables of a database as far as the data contract names them.
struct SnapshotSchema: Equatable, Sendable {
    /// A column as it was declared.
    struct Column: Equatable, Sendable {
        let name: String
        /// The declared type; empty where there is none.
        let type: String
    }

    static let scenarios = "scenarios"
    static let advertisers = "advertisers"
    static let snapshots = "daily_snapshots"
    static let days = "snapshot_days"

    let scenarioColumns: [Column]
    let advertiserColumns: [Column]
    let snapshotColumns: [Column]
    /// Whether the loader lists the days that are whole.
    let listsCompleteDays: Bool
    /// Whether an index of the snapshots begins with the date.
    let hasDateIndex: Bool
    /// Whether an index of the snapshots begins with the advertiser.
    let hasAdvertiserIndex: Bool

    /// Reads the schema and requires what the configuration names.
    ///
    /// - throws: ``StorageError`` naming the first table or column that is missing.
    init(_ database: Database, columns: HistoryColumns, path: String) throws {
        let present = try String.fetchAll(
            database,
            sql:
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        func require(_ table: String, _ names: [String]) throws -> [Column] {
            guard let found = try Self.columns(of: table, database) else {
                throw StorageError.missingTable(path: path, table: table, present: present)
            }
            for name in names where !found.contains(where: { $0.name.lowercased() == name.lowercased() }) {
                throw StorageError.missingColumn(
                    path: path, table: table, column: name,
                    suggestion: Spelling.suggestion(for: name, among: found.map(\.name)))
            }
            return found
        }
        snapshotColumns = try require(Self.snapshots, ["advertiser", "scenario", "date"] + columns.measures)
        advertiserColumns = try require(Self.advertisers, ["advertiser"] + columns.profile)
        scenarioColumns = try require(Self.scenarios, ["scenario"] + columns.scenario)
        listsCompleteDays = present.contains(Self.days)
        if listsCompleteDays { _ = try require(Self.days, ["date"]) }
        let leading = try String.fetchAll(
            database,
            sql: """
                SELECT lower(info.name) FROM pragma_index_list(?) AS list, pragma_index_info(list.name) AS info
                WHERE info.seqno = 0 AND list.partial = 0
                """,
            arguments: [Self.snapshots])
        hasDateIndex = leading.contains("date")
        hasAdvertiserIndex = leading.contains("advertiser")
    }

    /// The columns of a table or view in their order; `nil` where there is no such table.
    static func columns(of table: String, _ database: Database) throws -> [Column]? {
        let rows = try Row.fetchAll(database, sql: "SELECT name, type FROM pragma_table_xinfo(?)", arguments: [table])
        guard !rows.isEmpty else { return nil }
        return rows.map { Column(name: $0["name"], type: $0["type"] ?? "") }
    }

    /// The name as SQL, quoted.
    static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
