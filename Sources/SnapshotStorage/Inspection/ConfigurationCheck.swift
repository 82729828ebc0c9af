import AdvertiserDomain

/// What `adcast config check` says of a configuration and its database, one line a finding.
package struct ConfigurationCheck: Equatable, Sendable {
    package struct Finding: Equatable, Sendable {
        package enum Severity: String, Sendable {
            case passed = "ok"
            /// Something to know.
            case note
            /// Something to improve.
            case advice
            /// Something that stops training or serving.
            case fault
        }

        package let severity: Severity
        /// One line.
        package let text: String

        package init(_ severity: Severity, _ text: String) {
            self.severity = severity
            self.text = text
        }
    }

    package private(set) var findings: [Finding] = []

    /// Whether training or serving would stop.
    package var hasFault: Bool { findings.contains { $0.severity == .fault } }

    /// The findings, a line each.
    package var text: String {
        findings.map { finding in
            let label = finding.severity.rawValue
            return label + String(repeating: " ", count: 8 - label.count) + finding.text
        }.joined(separator: "\n")
    }

    /// Reads the whole database. That the tables and columns are there was already required when it was opened.
    ///
    /// - throws: ``StorageError`` where the database cannot be read at all.
    package init(_ configuration: AdcastConfiguration, database: SnapshotDatabase) throws {
        let schema = database.schema
        addColumns(schema, database.columns)
        addIndices(schema)
        let tally = try database.checkRows()
        let areRowsUsable = addBadRows(tally, database)
        guard areRowsUsable else { return }
        guard let range = try database.dataRange() else {
            let error = NoCompleteDay(database: database.path, isListed: schema.listsCompleteDays)
            add(.fault, error.description)
            return
        }
        addDays(range, configuration, schema)
        try addContent(range, database)
    }

    private mutating func add(_ severity: Finding.Severity, _ text: String) {
        findings.append(Finding(severity, text))
    }

    /// Adds what was found elsewhere than in the database.
    package mutating func add(_ others: [Finding]) {
        findings += others
    }

    private mutating func addColumns(_ schema: SnapshotSchema, _ columns: HistoryColumns) {
        for (table, found, wanted) in [
            (SnapshotSchema.snapshots, schema.snapshotColumns, columns.measures),
            (SnapshotSchema.advertisers, schema.advertiserColumns, columns.profile),
            (SnapshotSchema.scenarios, schema.scenarioColumns, columns.scenario),
        ] {
            let described = wanted.map { name in
                let type = found.first { $0.name.lowercased() == name.lowercased() }?.type ?? ""
                return type.isEmpty ? name : "\(name) \(type)"
            }
            add(.passed, "\(table): \(described.isEmpty ? "no columns asked for" : described.joined(separator: ", "))")
        }
    }

    private mutating func addIndices(_ schema: SnapshotSchema) {
        let table = SnapshotSchema.snapshots
        if !schema.hasAdvertiserIndex {
            add(
                .advice,
                "\(table): no index begins with advertiser, so every history reads the whole table; run: "
                    + "CREATE UNIQUE INDEX snapshots_by_advertiser ON \(table)(advertiser, scenario, date)")
        }
        if !schema.hasDateIndex {
            add(
                .advice,
                "\(table): no index begins with date, so replacing a day reads the whole table; run: "
                    + "CREATE INDEX snapshots_by_date ON \(table)(date)")
        }
    }

    /// Whether the policy allows to go on.
    private mutating func addBadRows(_ tally: BadRowTally, _ database: SnapshotDatabase) -> Bool {
        do {
            try tally.require(database.onBadRow, path: database.path)
        } catch {
            add(.fault, "\(error)")
            if tally.badRows > 1 {
                add(.note, "\(TextTable.grouped(tally.badRows)) of \(TextTable.grouped(tally.rows)) rows are bad")
            }
            return false
        }
        if let first = tally.examples.first {
            add(
                .note,
                "\(TextTable.grouped(tally.badRows)) of \(TextTable.grouped(tally.rows)) rows are left out as bad, such as \(first)"
            )
        } else {
            add(.passed, "\(TextTable.grouped(tally.rows)) rows in all tables, none of them bad")
        }
        return true
    }

    private mutating func addDays(
        _ range: DataRange, _ configuration: AdcastConfiguration, _ schema: SnapshotSchema
    ) {
        let source = schema.listsCompleteDays ? "listed in snapshot_days" : "every date counts as complete"
        add(
            .passed, "\(range.dayCount - range.gaps.count) complete days, \(range.oldest) to \(range.newest); \(source)"
        )
        if let first = range.gaps.first {
            add(
                .note,
                "days without rows in between: \(range.gaps.count), the first is \(first); forecasts that would end in one are "
                    + "not learnt from")
        }
        let needed = ProductionDays.needed(
            windowDays: configuration.windowDays, horizonDays: configuration.horizonDays)
        if range.dayCount < needed {
            add(
                .fault,
                "window_days \(configuration.windowDays) and horizon_days \(configuration.horizonDays) need \(needed) days, dates "
                    + "to validate on included, and \(SnapshotSchema.snapshots) covers \(range.dayCount); import more days or shorten window_days"
            )
        }
    }

    private mutating func addContent(_ range: DataRange, _ database: SnapshotDatabase) throws {
        var spread = ColumnSpread(database.columns)
        var advertisers = 0
        var rows = 0
        try database.forEachHistory(from: range.oldest, through: range.newest) { history in
            advertisers += 1
            rows += history.rows.count
            spread.add(history)
        }
        let scenarios = try database.scenarios()
        add(
            .passed,
            "in the complete days \(TextTable.grouped(rows)) snapshots of \(TextTable.grouped(advertisers)) advertisers in \(scenarios.count) scenarios"
        )
        if scenarios.count == 1 {
            add(
                .note,
                "there is only the scenario '\(scenarios[0].name)', so nothing can be learnt from one for another")
        }
        for name in try database.unlistedScenarios() {
            add(.note, "the scenario '\(name)' has no row in scenarios, so its attributes are unknown")
        }
        for (column, value) in spread.constants(scenarios: scenarios) {
            add(.note, "\(column) is \(value) everywhere and tells a model nothing; leave it out")
        }
    }
}
