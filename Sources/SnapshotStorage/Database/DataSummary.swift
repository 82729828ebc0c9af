import AdvertiserDomain
import GRDB

/// What a database holds as a whole: found by a scan, and kept until somebody writes.
struct DataSummary: Sendable {
    /// The days on which somebody has a row, ascending, future ones included.
    let days: [Day]
    /// The days that `snapshot_days` lists; `nil` where there is no such table.
    let listedDays: Set<Day>?
    /// Dates that are none: the first of the snapshots, all of the listed days.
    let faults: [RowFault]
    /// Every scenario of both tables, ascending by name.
    let scenarios: [ScenarioRecord]
    /// Names of scenarios that have snapshots but no row in `scenarios`.
    let unlistedScenarios: [String]
    /// What the scan of `scenarios` read and found bad.
    let scenarioTally: BadRowTally

    init(_ database: Database, schema: SnapshotSchema, columns: HistoryColumns) throws {
        var days: Set<Day> = []
        var names: Set<NameKey> = []
        var faults: [RowFault] = []
        var seenDates: Set<DatabaseValue> = []
        let pairs = try SteppedQuery("SELECT DISTINCT scenario, date FROM \(SnapshotSchema.snapshots)", database)
        try pairs.forEachRow([]) { row in
            if let name = row.text(0), !name.isEmpty { names.insert(NameKey(name)) }
            let date = DatabaseValue(sqliteStatement: row.sqliteStatement, index: 1)
            guard seenDates.insert(date).inserted else { return }
            if case .string(let text) = date.storage, let day = Day(isoText: text) {
                days.insert(day)
            } else if faults.isEmpty {
                faults.append(try Self.fault(ofDate: date, database))
            }
        }
        var listed: Set<Day>?
        if schema.listsCompleteDays {
            var found: Set<Day> = []
            let dates = try DatabaseValue.fetchAll(database, sql: "SELECT date FROM \(SnapshotSchema.days)")
            for date in dates {
                if case .string(let text) = date.storage, let day = Day(isoText: text) {
                    found.insert(day)
                } else {
                    faults.append(
                        RowFault(
                            table: SnapshotSchema.days, column: "date", problem: .malformedDate(date.textForErrors)))
                }
            }
            listed = found
        }
        var tally = BadRowTally()
        var records: [NameKey: ScenarioRecord] = [:]
        let selection = AttributeSelection(
            table: SnapshotSchema.scenarios, key: "scenario", columns: columns.scenario)
        try selection.forEach(database) { row in
            tally.count(rows: 1)
            if let fault = row.fault { tally.count(fault) }
            if let name = row.name { records[NameKey(name)] = ScenarioRecord(name: name, attributes: row.attributes) }
        }
        let unlisted = names.filter { records[$0] == nil }
        for key in unlisted {
            records[key] = ScenarioRecord(name: key.name, attributes: columns.scenario.map { _ in .unknown })
        }
        self.days = days.sorted()
        self.listedDays = listed
        self.faults = faults
        self.scenarios = records.values.sorted { $0.name.precedesByScalars($1.name) }
        self.unlistedScenarios = unlisted.map(\.name).sorted { $0.precedesByScalars($1) }
        self.scenarioTally = tally
    }

    /// The fault of a date, with a row that bears it.
    private static func fault(ofDate date: DatabaseValue, _ database: Database) throws -> RowFault {
        let row = try Row.fetchOne(
            database, sql: "SELECT advertiser, scenario FROM \(SnapshotSchema.snapshots) WHERE date IS ? LIMIT 1",
            arguments: [date])
        return RowFault(
            table: SnapshotSchema.snapshots, column: "date",
            advertiser: row.map { ($0[0] as DatabaseValue).textForErrors },
            scenario: row.map { ($0[1] as DatabaseValue).textForErrors }, problem: .malformedDate(date.textForErrors))
    }
}

extension DatabaseValue {
    /// The value as errors show it.
    var textForErrors: String {
        switch storage {
        case .null: "NULL"
        case .int64(let value): String(value)
        case .double(let value): String(value)
        case .string(let text): text
        case .blob: "binary data"
        }
    }
}
