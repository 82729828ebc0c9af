import AdvertiserDomain
import GRDB

/// Reads the histories of single advertisers inside one transaction, by queries looked up once.
struct HistoryRead {
    private let database: Database
    private let source: SnapshotDatabase
    private let snapshots: SteppedQuery
    private let profiles: SteppedQuery
    private var reader: SnapshotRowReader

    init(_ database: Database, of source: SnapshotDatabase, reader: SnapshotRowReader) throws {
        self.database = database
        self.source = source
        self.reader = reader
        snapshots = try SteppedQuery(source.historyQuery, database)
        profiles = try SteppedQuery(source.profileSelection.rangeQuery, database)
    }

    /// - Returns: `nil` where nobody has the name.
    /// - Throws: ``StorageError`` where a row is bad and bad rows are faults.
    mutating func history(_ query: HistoryQuery) throws -> AdvertiserHistory? {
        let advertiser = query.advertiser
        var profile: AttributeRow?
        try source.profileSelection.forEach(profiles, parameters: [advertiser, advertiser]) { profile = $0 }
        if source.onBadRow == .fail, let fault = profile?.fault {
            throw StorageError.badRow(path: source.path, fault)
        }
        if profile == nil {
            let anyRow = try SteppedQuery(
                "SELECT 1 FROM \(SnapshotSchema.snapshots) WHERE advertiser = ? LIMIT 1", database)
            var isThere = false
            try anyRow.forEachRow([advertiser]) { _ in isThere = true }
            guard isThere else { return nil }
        }
        var rows = HistoryRows()
        // Most advertisers have one scenario.
        rows.reserveCapacity(rows: max(query.last - query.first + 1, 0), measures: source.columns.measures.count)
        reader.beginPage()
        try snapshots.forEachRow([advertiser, query.first.isoText, query.last.isoText]) { row in
            switch reader.read(row) {
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
