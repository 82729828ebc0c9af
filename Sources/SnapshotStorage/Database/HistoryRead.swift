import AdvertiserDomain
import GRDB

/// Reads the histories of single advertisers inside one transaction, by statements looked up once.
struct HistoryRead {
    private let database: Database
    private let source: SnapshotDatabase
    private let snapshots: Statement
    private let profiles: Statement
    private var reader: SnapshotRowReader

    init(_ database: Database, of source: SnapshotDatabase, reader: SnapshotRowReader) throws {
        self.database = database
        self.source = source
        self.reader = reader
        snapshots = try database.cachedStatement(sql: source.historyQuery)
        profiles = try database.cachedStatement(sql: source.profileSelection.rangeQuery)
    }

    /// - Returns: `nil` where nobody has the name.
    /// - Throws: ``StorageError`` where a row is bad and bad rows are faults.
    mutating func history(_ query: HistoryQuery) throws -> AdvertiserHistory? {
        let advertiser = query.advertiser
        var profile: AttributeRow?
        try source.profileSelection.forEach(profiles, arguments: [advertiser, advertiser]) { profile = $0 }
        if source.onBadRow == .fail, let fault = profile?.fault {
            throw StorageError.badRow(path: source.path, fault)
        }
        if profile == nil {
            let statement = try database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM \(SnapshotSchema.snapshots) WHERE advertiser = ?)")
            guard try Bool.fetchOne(statement, arguments: [advertiser]) == true else { return nil }
        }
        var rows = HistoryRows()
        let cursor = try Row.fetchCursor(snapshots, arguments: [advertiser, query.first.isoText, query.last.isoText])
        while try cursor.next() != nil {
            switch reader.read(snapshots) {
            case .row: rows.append(scenario: reader.scenario, day: reader.day, measures: reader.measures)
            case .excluded: break
            case .fault(let fault):
                if source.onBadRow == .fail { throw StorageError.badRow(path: source.path, fault) }
            }
        }
        return AdvertiserHistory(
            advertiser: advertiser, profile: profile?.attributes ?? source.columns.profile.map { _ in .unknown },
            rows: rows)
    }
}
