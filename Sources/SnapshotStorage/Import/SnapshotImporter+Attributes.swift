import GRDB

extension SnapshotImporter {
    /// Imports the rows of `scenarios` or `advertisers`: new keys are added, known ones changed.
    ///
    /// The rows wait as texts in a temporary table until the last one has shown which columns of a new table are numeric.
    func importAttributes(
        _ table: ImportTable, from source: CSVSource?, option: String, _ database: Database,
        _ summary: inout ImportSummary
    ) throws {
        let existing = try SnapshotSchema.columns(of: table.name, database)
        guard let source else {
            guard existing == nil else { return }
            guard table.required.isEmpty else { throw ImportError.missingFile(table: table.name, option: option) }
            try create(table, columns: [(table.key, "TEXT")], database)
            return
        }
        var reader = try CSVReader(source, blockSize: blockSize)
        let fields = try table.fields(of: reader, existing: existing, &summary)
        let names = fields.map { SnapshotSchema.quoted($0.column) }
        let keyIndex = try reader.requiredIndex(of: table.key)
        try database.execute(
            sql: """
                CREATE TEMP TABLE incoming(\(names.joined(separator: ", ")));
                CREATE UNIQUE INDEX temp.incoming_key ON incoming(\(SnapshotSchema.quoted(table.key)));
                """)
        let insertion = try database.makeStatement(
            sql: "INSERT OR IGNORE INTO temp.incoming VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))")
        var kinds = fields.map { _ in ColumnKind() }
        var count = 0
        while let records = try reader.next() {
            for record in records {
                let key = record.fields[keyIndex]
                guard !key.isEmpty else {
                    throw ImportError.badValue(
                        file: reader.file, line: record.line, column: table.key, value: "",
                        allowed: "a text that is not empty")
                }
                for position in fields.indices {
                    try kinds[position].see(record, at: fields[position].index, reader)
                }
                try insertion.execute(
                    arguments: StatementArguments(
                        fields.map { field -> String? in
                            let text = record.fields[field.index]
                            return text.isEmpty ? nil : text
                        }))
                guard database.changesCount == 1 else {
                    throw ImportError.duplicateKey(file: reader.file, line: record.line, key: "\(table.key) '\(key)'")
                }
            }
            count += records.count
            progress(ImportProgress(file: reader.file, records: count, bytes: reader.byteCount))
        }
        if existing == nil {
            try create(
                table,
                columns: zip(fields, kinds).map { ($0.column, $0.column == table.key ? "TEXT" : $1.declaredType) },
                database)
        }
        try upsert(table, names: names, database)
        try database.execute(sql: "DROP TABLE temp.incoming")
        if table.name == SnapshotSchema.scenarios { summary.scenarios = count } else { summary.advertisers = count }
    }

    private func create(
        _ table: ImportTable, columns: [(name: String, type: String)], _ database: Database
    ) throws {
        let declarations = columns.map { name, type in
            SnapshotSchema.quoted(name) + " \(type)" + (name == table.key ? " PRIMARY KEY NOT NULL" : "")
        }
        try database.execute(sql: "CREATE TABLE \(table.name)(\(declarations.joined(separator: ", ")))")
    }

    private func upsert(_ table: ImportTable, names: [String], _ database: Database) throws {
        let key = SnapshotSchema.quoted(table.key)
        let assignments = names.filter { $0.lowercased() != key.lowercased() }.map { "\($0) = excluded.\($0)" }
        try database.execute(
            sql: """
                INSERT INTO \(table.name)(\(names.joined(separator: ", ")))
                SELECT \(names.joined(separator: ", ")) FROM temp.incoming WHERE true
                ON CONFLICT(\(key)) DO \(assignments.isEmpty ? "NOTHING" : "UPDATE SET \(assignments.joined(separator: ", "))")
                """)
    }
}

/// What the values of an attribute column have in common.
private struct ColumnKind {
    private var hasValue = false
    private var isNumeric = true

    /// A column of quantities is numeric; SQLite then turns its texts into numbers.
    var declaredType: String { hasValue && isNumeric ? "REAL" : "TEXT" }

    mutating func see(_ record: CSVReader.Record, at index: Int, _ reader: CSVReader) throws {
        let text = record.fields[index]
        guard !text.isEmpty else { return }
        hasValue = true
        if let value = DecimalText.value(of: text), !value.isFinite {
            throw ImportError.badValue(
                file: reader.file, line: record.line, column: reader.header[index], value: text,
                allowed: "a number of at most 1.8e308 in size")
        }
        if isNumeric { isNumeric = DecimalText.isQuantity(text) }
    }
}
