import AdvertiserDomain
import GRDB

extension SnapshotDatabase {
    package func history(of advertiser: String, from first: Day, through last: Day) throws -> AdvertiserHistory? {
        try histories([HistoryQuery(advertiser: advertiser, from: first, through: last)])[0].get()
    }

    package func histories(_ queries: [HistoryQuery]) throws -> [Result<AdvertiserHistory?, any Error>] {
        let (pool, reader) = try recentReading()
        return try mappingErrors {
            try pool.read { database in
                var read = try HistoryRead(database, of: self, reader: reader)
                return try queries.map { query in
                    do {
                        return .success(try read.history(query))
                    } catch let fault as StorageError {
                        return .failure(fault)
                    }
                }
            }
        }
    }

    /// Those that the table of advertisers lists.
    package func advertisers(after name: String?, limit: Int) throws -> [String] {
        let pool = try currentPool()
        return try mappingErrors {
            try pool.read { database in
                let statement = try database.cachedStatement(
                    sql: "SELECT DISTINCT advertiser FROM \(SnapshotSchema.advertisers)"
                        + " WHERE typeof(advertiser) = 'text' AND (?1 IS NULL OR advertiser > ?1)"
                        + " ORDER BY advertiser LIMIT ?2")
                return try String.fetchAll(statement, arguments: [name, limit])
            }
        }
    }

    package func forEachHistory(
        from first: Day, through last: Day, _ body: (AdvertiserHistory) throws -> Void
    ) throws {
        let (_, complete) = try currentReading()
        guard first <= last else { return }
        var reader = complete
        let total = try forEachPage(columns: columns, dates: first...last, reader: &reader) { page in
            if onBadRow == .fail { try page.tally.require(.fail, path: path) }
            for history in page.histories { try body(history) }
        }
        record(total)
        try total.require(onBadRow, path: path)
    }

    /// Reads every row of every table and judges it, bad dates and days that do not count included.
    package func checkRows() throws -> BadRowTally {
        let summary = try currentSummary().content
        var reader = SnapshotRowReader(measures: columns.measures, today: today())
        let withoutProfile = HistoryColumns(
            behaviour: columns.behaviour, performance: columns.performance, profile: [], scenario: columns.scenario,
            taskColumns: columns.measures)
        var total = try forEachPage(columns: withoutProfile, dates: nil, reader: &reader) { _ in }
        total.add(summary.scenarioTally)
        for fault in summary.faults where fault.table == SnapshotSchema.days { total.count(fault) }
        let pool = try currentPool()
        try mappingErrors {
            try pool.read { database in
                try profileSelection.forEach(database) { row in
                    total.count(rows: 1)
                    if let fault = row.fault { total.count(fault) }
                }
            }
        }
        record(total)
        return total
    }

    func futureFault(of day: Day, table: String, _ today: Day) throws -> RowFault {
        guard table == SnapshotSchema.snapshots else {
            return RowFault(table: table, column: "date", date: day.isoText, problem: .inTheFuture(today: today))
        }
        let pool = try currentPool()
        let row = try mappingErrors {
            try pool.read { database in
                try Row.fetchOne(
                    database, sql: "SELECT advertiser, scenario FROM \(table) WHERE date = ? LIMIT 1",
                    arguments: [day.isoText])
            }
        }
        return RowFault(
            table: table, column: "date", advertiser: row.map { ($0[0] as DatabaseValue).textForErrors },
            scenario: row.map { ($0[1] as DatabaseValue).textForErrors }, date: day.isoText,
            problem: .inTheFuture(today: today))
    }

    /// Calls `body` outside any transaction, so that it may take its time and read from this database itself.
    private func forEachPage(
        columns: HistoryColumns, dates: ClosedRange<Day>?, reader: inout SnapshotRowReader,
        _ body: (HistoryPage) throws -> Void
    ) throws -> BadRowTally {
        let pool = try currentPool()
        var total = BadRowTally()
        var after: String?
        repeat {
            let page = try mappingErrors {
                try pool.read { database in
                    try HistoryPage(
                        database, columns: columns, after: after, dates: dates, rowCount: pageRowCount, reader: &reader)
                }
            }
            total.add(page.tally)
            try body(page)
            after = page.nextAfter
        } while after != nil
        return total
    }
}
