import AdvertiserDomain
import GRDB

/// The histories of a range of advertisers, read in one short transaction.
struct HistoryPage {
    private(set) var histories: [AdvertiserHistory] = []
    private(set) var tally = BadRowTally()
    /// The bytes of the name that the next page begins after, be it a bad one; `nil` where this page is the last.
    private(set) var nextAfter: [UInt8]?

    /// Reads whole advertisers, ascending by name, until a page's worth of rows is reached.
    ///
    /// - parameters:
    ///   - after: Advertisers up to this name are left out; `nil` for the first page.
    ///   - dates: The dates wanted, both ends included; `nil` for every row, bad dates too.
    ///   - rowCount: The rows after which the page ends with the advertiser at hand.
    init(
        _ database: Database, columns: HistoryColumns, after: [UInt8]?, dates: (first: Day, last: Day)?,
        rowCount: Int, reader: inout SnapshotRowReader
    ) throws {
        reader.beginPage()
        let query = try SteppedQuery(
            Self.sql(columns, startsAfter: after != nil, hasDates: dates != nil), database)
        var parameters: [[UInt8]] = []
        if let after { parameters.append(after) }
        if let dates { parameters += [dates.first, dates.last].map { Array($0.isoText.utf8) } }
        // Of the row before, good or bad, so that a page of bad rows ends as well.
        var latestName: [UInt8]?
        var advertiser: String?
        var advertiserRows = HistoryRows()
        var found: [(advertiser: String, rows: HistoryRows)] = []
        try query.readRows(parameters) { row in
            if tally.rows >= rowCount, let latestName, let next = row.textBytes(0), !next.elementsEqual(latestName) {
                nextAfter = latestName
                return false
            }
            tally.count(rows: 1)
            switch reader.read(row) {
            case .row:
                if !(advertiser?.equalsByScalars(reader.advertiser) ?? false) {
                    if let advertiser, advertiserRows.count > 0 { found.append((advertiser, advertiserRows)) }
                    advertiser = reader.advertiser
                    advertiserRows = HistoryRows()
                }
                advertiserRows.append(scenario: reader.scenario, day: reader.day, measures: reader.measures)
                latestName = reader.advertiserBytes
            case .excluded: latestName = reader.advertiserBytes
            case .fault(let fault):
                tally.count(fault)
                latestName = row.textBytes(0).map { Array($0) } ?? latestName
            }
            return true
        }
        if let advertiser, advertiserRows.count > 0 { found.append((advertiser, advertiserRows)) }
        try attachProfiles(to: found, database, columns: columns)
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
