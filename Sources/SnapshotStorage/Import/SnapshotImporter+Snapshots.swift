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
        // Into a new table directly; beside an old one first, because only the last row tells which days it replaces.
        let target = existing == nil ? table.name : "temp.incoming"
        try database.execute(
            sql:
                "CREATE \(existing == nil ? "" : "TEMP ")TABLE \(declaration(fields.map(\.column), isTemporary: existing != nil))"
        )
        let parser = try SnapshotRecordParser(reader, fields: fields, measures: columns.measures, today: today)
        let insertion = try database.makeStatement(
            sql: "INSERT OR IGNORE INTO \(target) VALUES (\(fields.map { _ in "?" }.joined(separator: ", ")))")
        var days: Set<Day> = []
        while let records = try reader.next() {
            for record in records {
                let (day, values) = try parser.parse(record)
                days.insert(day)
                try insertion.execute(arguments: StatementArguments(values))
                guard database.changesCount == 1 else {
                    throw ImportError.duplicateKey(
                        file: reader.file, line: record.line, key: "this advertiser, scenario and date")
                }
            }
            summary.snapshots += records.count
            progress(ImportProgress(file: reader.file, records: summary.snapshots, bytes: reader.byteCount))
        }
        summary.days = days.sorted()
        try listDays(summary.days, database)
        guard existing != nil else { return }
        try database.execute(
            sql: "DELETE FROM \(table.name) WHERE date IN (SELECT date FROM temp.incoming_days)")
        summary.replacedSnapshots = database.changesCount
        let names = fields.map { SnapshotSchema.quoted($0.column) }.joined(separator: ", ")
        try database.execute(
            sql: """
                INSERT INTO \(table.name)(\(names)) SELECT \(names) FROM temp.incoming ORDER BY advertiser, scenario, date;
                DROP TABLE temp.incoming;
                """)
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

    private func declaration(_ names: [String], isTemporary: Bool) -> String {
        let keys = ["advertiser", "scenario", "date"]
        let declarations = names.map { name in
            let type =
                keys.contains(name.lowercased())
                ? "TEXT NOT NULL"
                : columns.measures.contains { CSVReader.isSame($0, name) } ? "REAL" : "NUMERIC"
            return "\(SnapshotSchema.quoted(name)) \(type)"
        }
        return "\(isTemporary ? "incoming" : SnapshotSchema.snapshots)(\(declarations.joined(separator: ", ")), "
            + "PRIMARY KEY(\(keys.joined(separator: ", ")))) WITHOUT ROWID"
    }
}
