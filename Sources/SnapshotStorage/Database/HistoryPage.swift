import AdvertiserDomain
import GRDB

/// The histories of a range of advertisers, read in one short transaction.
struct HistoryPage {
    private(set) var histories: [AdvertiserHistory] = []
    private(set) var tally = BadRowTally()
    /// The name that the next page begins after; `nil` where this page is the last.
    private(set) var nextAfter: String?

    /// Reads whole advertisers, ascending by name, until a page's worth of rows is reached.
    ///
    /// - parameters:
    ///   - after: Advertisers up to this name are left out; `nil` for the first page.
    ///   - dates: The dates wanted, both ends included; `nil` for every row, bad dates too.
    ///   - rowCount: The rows after which the page ends with the advertiser at hand.
    init(
        _ database: Database, columns: HistoryColumns, after: String?, dates: (first: Day, last: Day)?, rowCount: Int,
        reader: inout SnapshotRowReader
    ) throws {
        reader.beginPage()
        let statement = try database.cachedStatement(
            sql: Self.sql(columns, startsAfter: after != nil, hasDates: dates != nil))
        var arguments = StatementArguments()
        if let after { arguments += [after] }
        if let dates { arguments += [dates.first.isoText, dates.last.isoText] }
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        // Of the row before, good or bad, so that a page of bad rows ends as well.
        var latestName: String?
        var advertiser: String?
        var advertiserRows = HistoryRows()
        var found: [(advertiser: String, rows: HistoryRows)] = []
        while let row = try rows.next() {
            if tally.rows >= rowCount, let latestName, let next = Self.name(of: row), !next.equalsByScalars(latestName)
            {
                nextAfter = latestName
                break
            }
            tally.count(rows: 1)
            switch reader.read(statement) {
            case .row:
                if !(advertiser?.equalsByScalars(reader.advertiser) ?? false) {
                    if let advertiser, advertiserRows.count > 0 { found.append((advertiser, advertiserRows)) }
                    advertiser = reader.advertiser
                    advertiserRows = HistoryRows()
                }
                advertiserRows.append(scenario: reader.scenario, day: reader.day, measures: reader.measures)
                latestName = reader.advertiser
            case .excluded: latestName = Self.name(of: row) ?? latestName
            case .fault(let fault):
                tally.count(fault)
                latestName = Self.name(of: row) ?? latestName
            }
        }
        if let advertiser, advertiserRows.count > 0 { found.append((advertiser, advertiserRows)) }
        try attachProfiles(to: found, database, columns: columns)
    }

    /// The advertiser of a row, where it is a text at all.
    private static func name(of row: Row) -> String? {
        let value: DatabaseValue = row[0]
        guard case .string(let name) = value.storage else { return nil }
        return name
    }

    private mutating func attachProfiles(
        to found: [(advertiser: String, rows: HistoryRows)], _ database: Database, columns: HistoryColumns
    ) throws {
        guard let first = found.first?.advertiser, let last = found.last?.advertiser else { return }
        let unknown = columns.profile.map { _ in AttributeValue.unknown }
        var profiles: [NameKey: [AttributeValue]] = [:]
        if !columns.profile.isEmpty {
            let selection = AttributeSelection(
                table: SnapshotSchema.advertisers, key: "advertiser", columns: columns.profile)
            try selection.forEach(database, in: (first, last)) { row in
                if let fault = row.fault { tally.count(fault) }
                if let name = row.name { profiles[NameKey(name)] = row.attributes }
            }
        }
        histories = found.map { advertiser, rows in
            AdvertiserHistory(advertiser: advertiser, profile: profiles[NameKey(advertiser)] ?? unknown, rows: rows)
        }
    }

    /// The plus keeps SQLite from an index on date, which would make it sort all rows for every page.
    private static func sql(_ columns: HistoryColumns, startsAfter: Bool, hasDates: Bool) -> String {
        var conditions: [String] = []
        if startsAfter { conditions.append("advertiser > ?") }
        if hasDates { conditions.append("+date >= ? AND +date <= ?") }
        let condition = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
        return "SELECT \(SnapshotSchema.snapshotSelection(columns)) FROM \(SnapshotSchema.snapshots)\(condition)"
            + " ORDER BY advertiser, scenario, date"
    }
}

extension SnapshotSchema {
    /// The columns that ``SnapshotRowReader`` reads.
    static func snapshotSelection(_ columns: HistoryColumns) -> String {
        (["advertiser", "scenario", "date"] + columns.measures).map(quoted).joined(separator: ", ")
    }
}
