import AdvertiserDomain
import GRDB

extension SnapshotDatabase {
    package func history(of advertiser: String, from first: Day, through last: Day) throws -> AdvertiserHistory? {
        try histories([HistoryQuery(advertiser: advertiser, from: first, through: last)])[0].get()
    }

    package func histories(_ queries: [HistoryQuery]) throws -> [Result<AdvertiserHistory?, any Error>] {
        guard let last = queries.map(\.last).max() else { return [] }
        let (pool, reader) = try recentReading(through: last)
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
                let table = SnapshotSchema.advertisers
                let query = try SteppedQuery(
                    "SELECT DISTINCT advertiser FROM \(table) WHERE typeof(advertiser) = 'text' AND advertiser > ?"
                        + " ORDER BY advertiser", database)
                var names: [String] = []
                try query.readRows([Array((name ?? "").utf8)]) { row in
                    // Not a limit of the query's: names that are left out do not count.
                    guard names.count < limit else { return false }
                    if let name = row.text(0) {
                        names.append(name)
                    } else if onBadRow == .fail {
                        throw StorageError.badRow(
                            path: path, RowFault(table: table, column: "advertiser", problem: row.nameProblem(0)))
                    }
                    return true
                }
                return names
            }
        }
    }

    package func historyPages(from first: Day, through last: Day) throws -> any HistoryPages {
        let (pool, reader) = try currentReading()
        return SnapshotPass(over: self, pool, columns: columns, dates: (first, last), reader: reader)
    }

    /// Reads every row of every table and judges it, bad dates and days that do not count included.
    package func checkRows() throws -> BadRowTally {
        let summary = try currentSummary().content
        let reader = SnapshotRowReader(measures: columns.measures, today: today())
        let withoutProfile = HistoryColumns(
            behaviour: columns.behaviour, performance: columns.performance, profile: [], scenario: columns.scenario,
            taskColumns: columns.measures)
        let pool = try currentPool()
        var pass = SnapshotPass(over: self, pool, columns: withoutProfile, dates: nil, reader: reader)
        while try pass.nextPage() != nil {}
        var total = pass.tally
        total.add(summary.scenarioTally)
        for fault in summary.faults where fault.table == SnapshotSchema.days { total.count(fault) }
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
}
