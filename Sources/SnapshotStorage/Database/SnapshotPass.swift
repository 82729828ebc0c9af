import AdvertiserDomain
import GRDB

/// One pass over the rows of a database, of one file and by what was known of its days when it began.
///
/// A page is a short transaction, so that in between a loader may write and anybody may take their time.
struct SnapshotPass: HistoryPages {
    private let database: SnapshotDatabase
    private let pool: DatabasePool
    private let columns: HistoryColumns
    private let dates: (first: Day, last: Day)?
    private var reader: SnapshotRowReader
    private var after: [UInt8]?
    private var isAtEnd: Bool
    /// What was read so far.
    private(set) var tally = BadRowTally()

    /// - parameters:
    ///   - dates: The dates wanted, both ends included; `nil` for every row, bad dates too.
    ///   - reader: Judges the rows.
    init(
        over database: SnapshotDatabase, _ pool: DatabasePool, columns: HistoryColumns,
        dates: (first: Day, last: Day)?, reader: SnapshotRowReader
    ) {
        self.database = database
        self.pool = pool
        self.columns = columns
        self.dates = dates
        self.reader = reader
        isAtEnd = dates.map { $0.first > $0.last } ?? false
    }

    mutating func next() throws -> [AdvertiserHistory]? {
        guard let page = try nextPage() else {
            database.record(tally)
            try tally.require(database.onBadRow, path: database.path)
            return nil
        }
        if database.onBadRow == .fail { try page.tally.require(.fail, path: database.path) }
        return page.histories
    }

    /// Reads the next page, whatever is wrong with its rows.
    mutating func nextPage() throws -> HistoryPage? {
        guard !isAtEnd else { return nil }
        let page = try database.mappingErrors {
            try pool.read { connection in
                try HistoryPage(
                    connection, columns: columns, after: after, dates: dates, rowCount: database.pageRowCount,
                    reader: &reader)
            }
        }
        tally.add(page.tally)
        after = page.nextAfter
        isAtEnd = after == nil
        return page
    }
}
