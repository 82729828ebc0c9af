import AdvertiserDomain
import Foundation
import GRDB

extension SnapshotImporter {
    /// Imports the rows of `daily_snapshots` in place of those of the same days.
    func importSnapshots(from source: CSVSource?, _ database: Database, _ summary: inout ImportSummary) throws {
        let table = ImportTable(
            name: SnapshotSchema.snapshots, key: "advertiser", required: ["scenario", "date"] + columns.measures)
        let existing = try SnapshotSchema.columns(of: table.name, database)
        guard let source else {
            if existing == nil { throw ImportError.missingFile(table: table.name, option: "--snapshots") }
            return
        }
        var reader = try CSVReader(source, blockSize: blockSize)
        let fields = try table.fields(of: reader, existing: existing, &summary)
        // The rows wait in the order of the file and are stored in that of the key: a file sorted by date would otherwise
        // touch pages all over the table, and only its last row tells which days it replaces.
        let names = fields.map { SnapshotSchema.quoted($0.column) }.joined(separator: ", ")
        try database.execute(sql: "CREATE TEMP TABLE incoming(line INTEGER PRIMARY KEY, \(declarations(fields)))")
        let parser = try SnapshotRecordParser(reader, fields: fields, measures: columns.measures, today: today)
        let insertion = try database.makeStatement(
            sql: "INSERT INTO temp.incoming VALUES (?, \(fields.map { _ in "?" }.joined(separator: ", ")))")
        var days: Set<Day> = []
        while let records = try reader.next() {
            for record in records {
                let (day, values) = try parser.parse(record)
                days.insert(day)
                insertion.setUncheckedArguments(StatementArguments([record.line.databaseValue] + values))
                try insertion.execute()
            }
            summary.snapshots += records.count
            progress(ImportProgress(file: reader.file, records: summary.snapshots, bytes: reader.byteCount))
        }
        if existing == nil {
            try database.execute(
                sql: "CREATE TABLE \(table.name)(\(declarations(fields)), PRIMARY KEY(\(Self.key))) WITHOUT ROWID")
        }
        summary.days = days.sorted()
        try listDays(summary.days, database)
        try database.execute(sql: "DELETE FROM \(table.name) WHERE date IN (SELECT date FROM temp.incoming_days)")
        summary.replacedSnapshots = database.changesCount
        do {
            try database.execute(
                sql: "INSERT INTO \(table.name)(\(names)) SELECT \(names) FROM temp.incoming ORDER BY \(Self.key)")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw try duplicate(in: reader.file, database) ?? error
        }
        try database.execute(sql: "DROP TABLE temp.incoming; DROP TABLE temp.incoming_days")
    }

    private static var key: String { "advertiser, scenario, date" }

    /// The first line whose key an earlier line has.
    private func duplicate(in file: String, _ database: Database) throws -> (any Error)? {
        let line = try Int.fetchOne(
            database,
            sql: """
                SELECT line FROM (SELECT line, row_number() OVER (PARTITION BY \(Self.key) ORDER BY line) AS place
                  FROM temp.incoming) WHERE place = 2 ORDER BY line LIMIT 1
                """)
        return line.map {
            ImportError.duplicateKey(file: file, line: $0, key: "this advertiser, scenario and date")
        }
    }

    /// Lists the days as complete, in place of what was listed for them; `temp.incoming_days` holds them afterwards.
    private func listDays(_ days: [Day], _ database: Database) throws {
        let existing = try SnapshotSchema.columns(of: SnapshotSchema.days, database)
        if existing == nil {
            try database.execute(
                sql: "CREATE TABLE \(SnapshotSchema.days)(date TEXT PRIMARY KEY NOT NULL, completed_at TEXT)")
            // Until now every date counted as complete; a list of the new ones alone would hide them.
            try database.execute(
                sql: "INSERT INTO \(SnapshotSchema.days)(date) SELECT DISTINCT date FROM \(SnapshotSchema.snapshots)")
        }
        try database.execute(sql: "CREATE TEMP TABLE incoming_days(date TEXT PRIMARY KEY)")
        let insertion = try database.makeStatement(sql: "INSERT INTO temp.incoming_days VALUES (?)")
        for day in days { try insertion.execute(arguments: [day.isoText]) }
        try database.execute(
            sql: "DELETE FROM \(SnapshotSchema.days) WHERE date IN (SELECT date FROM temp.incoming_days)")
        guard existing?.contains(where: { CSVReader.isSame($0.name, "completed_at") }) ?? true else {
            try database.execute(sql: "INSERT INTO \(SnapshotSchema.days)(date) SELECT date FROM temp.incoming_days")
            return
        }
        try database.execute(
            sql: "INSERT INTO \(SnapshotSchema.days)(date, completed_at) SELECT date, ? FROM temp.incoming_days",
            arguments: [now.ISO8601Format()])
    }

    private func declarations(_ fields: [(column: String, index: Int)]) -> String {
        fields.map { column, _ in
            let type =
                switch column.lowercased() {
                case "advertiser", "scenario", "date": "TEXT NOT NULL"
                default: columns.measures.contains { CSVReader.isSame($0, column) } ? "REAL" : "NUMERIC"
                }
            return "\(SnapshotSchema.quoted(column)) \(type)"
        }.joined(separator: ", ")
    }
}
