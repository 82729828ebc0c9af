import AdvertiserDomain

/// Collects histories, advertiser by advertiser, into the columns of a ``Panel``.
struct PanelBuilder {
    private let columns: HistoryColumns
    private let firstDay: Day
    private let dayCount: Int
    private var scenarios: [ScenarioRecord]
    private var advertisers: [String] = []
    private var profiles: [[AttributeValue]] = []
    private var series: [Series] = []
    private var values: [Float] = []
    private var sums = ScenarioSums()
    private var hasRow: [Bool] = []

    init(columns: HistoryColumns, scenarios: [ScenarioRecord], from first: Day, through last: Day) throws(FeatureError)
    {
        guard first <= last else { throw .emptyRange(from: first, through: last) }
        for record in scenarios where record.attributes.count != columns.scenario.count {
            throw .malformedHistory(
                advertiser: record.name, table: "scenarios", found: record.attributes.count,
                expected: columns.scenario.count)
        }
        self.columns = columns
        firstDay = first
        dayCount = last - first + 1
        self.scenarios = scenarios.sorted { $0.name.precedesByScalars($1.name) }
    }

    /// Adds an advertiser: a series for each scenario in which it has a row in the range or that `names` holds.
    mutating func add(_ history: AdvertiserHistory, including names: [String]) throws(FeatureError) {
        try check(history)
        let rows = history.rows
        var parts: [(scenario: Int, rows: Range<Int>)] = []
        for stretch in rows.stretches where stretch.rows.contains(where: { offset(of: rows.days[$0]) != nil }) {
            parts.append((index(ofSnapshotScenario: stretch.scenario), stretch.rows))
        }
        for name in names {
            guard let scenario = scenarios.firstIndex(where: { $0.name.equalsByScalars(name) }) else {
                throw .unknownScenario(name)
            }
            if !parts.contains(where: { $0.scenario == scenario }) { parts.append((scenario, 0..<0)) }
        }
        parts.sort { one, other in
            one.scenario == other.scenario
                ? one.rows.lowerBound < other.rows.lowerBound
                : scenarios[one.scenario].name.precedesByScalars(scenarios[other.scenario].name)
        }

        let advertiser = Int32(advertisers.count)
        advertisers.append(history.advertiser)
        profiles.append(history.profile)
        let firstSeries = series.count
        var first = 0
        while first < parts.count {
            let scenario = parts[first].scenario
            let end = parts[first...].firstIndex { $0.scenario != scenario } ?? parts.count
            append(rows, parts[first..<end].map(\.rows), advertiser: advertiser, scenario: Int32(scenario))
            first = end
        }
        sums.append(
            series: firstSeries..<series.count, values: values, extent: dayCount * columns.measures.count)
    }

    func panel() -> Panel {
        Panel(
            columns: columns, firstDay: firstDay, dayCount: dayCount, advertisers: advertisers, profiles: profiles,
            scenarios: scenarios, series: series, values: values, sums: sums, hasRow: hasRow)
    }

    private func check(_ history: AdvertiserHistory) throws(FeatureError) {
        guard history.profile.count == columns.profile.count else {
            throw .malformedHistory(
                advertiser: history.advertiser, table: "advertisers", found: history.profile.count,
                expected: columns.profile.count)
        }
        guard history.rows.count == 0 || history.rows.measureCount == columns.measures.count else {
            throw .malformedHistory(
                advertiser: history.advertiser, table: "daily_snapshots", found: history.rows.measureCount,
                expected: columns.measures.count)
        }
    }

    /// The offset of a day in the panel; `nil` for one outside.
    private func offset(of day: Day) -> Int? {
        let offset = day - firstDay
        return (0..<dayCount).contains(offset) ? offset : nil
    }

    /// Takes in a scenario that only snapshots name: a loader may write its first day before its row of `scenarios`.
    private mutating func index(ofSnapshotScenario name: String) -> Int {
        if let index = scenarios.firstIndex(where: { $0.name.equalsByScalars(name) }) { return index }
        let unknown = [AttributeValue](repeating: .unknown, count: columns.scenario.count)
        scenarios.append(ScenarioRecord(name: name, attributes: unknown))
        return scenarios.count - 1
    }

    /// Appends one series.
    private mutating func append(_ rows: HistoryRows, _ parts: [Range<Int>], advertiser: Int32, scenario: Int32) {
        let measureCount = columns.measures.count
        let firstValue = values.count
        let firstFlag = hasRow.count
        values.append(contentsOf: repeatElement(0, count: dayCount * measureCount))
        hasRow.append(contentsOf: repeatElement(false, count: dayCount))
        for row in parts.joined() {
            guard let day = offset(of: rows.days[row]) else { continue }
            hasRow[firstFlag + day] = true
            for measure in 0..<measureCount {
                values[firstValue + day * measureCount + measure] = rows.measures[row * measureCount + measure]
            }
        }
        let flags = hasRow[firstFlag...]
        series.append(
            Series(
                advertiser: advertiser, scenario: scenario, rowCount: Int32(flags.count { $0 }),
                firstRowDay: flags.firstIndex(of: true).map { $0 - firstFlag }))
    }
}
