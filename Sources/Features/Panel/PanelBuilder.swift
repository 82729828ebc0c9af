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
    private var allValues: [Float] = []
    private var hasRow: [Bool] = []
    /// [day, measure] of the advertiser being added.
    private var sums: [Double]

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
        sums = [Double](repeating: 0, count: dayCount * columns.measures.count)
    }

    /// Adds an advertiser: a series for each scenario in which it has a row in the range or that `names` holds.
    mutating func add(_ history: AdvertiserHistory, including names: [String]) throws(FeatureError) {
        try check(history)
        let rows = history.snapshots.indices.filter { (0..<dayCount).contains(history.snapshots[$0].day - firstDay) }
        var groups: [(scenario: Int, rows: [Int])] = []
        for row in rows {
            let name = history.snapshots[row].scenario
            if let last = groups.indices.last, scenarios[groups[last].scenario].name.equalsByScalars(name) {
                groups[last].rows.append(row)
            } else if let group = groups.firstIndex(where: { scenarios[$0.scenario].name.equalsByScalars(name) }) {
                groups[group].rows.append(row)
            } else {
                groups.append((scenario: index(ofSnapshotScenario: name), rows: [row]))
            }
        }
        for name in names where !groups.contains(where: { scenarios[$0.scenario].name.equalsByScalars(name) }) {
            guard let scenario = scenarios.firstIndex(where: { $0.name.equalsByScalars(name) }) else {
                throw .unknownScenario(name)
            }
            groups.append((scenario: scenario, rows: []))
        }
        groups.sort { scenarios[$0.scenario].name.precedesByScalars(scenarios[$1.scenario].name) }

        let advertiser = Int32(advertisers.count)
        advertisers.append(history.advertiser)
        profiles.append(history.profile)
        for day in sums.indices { sums[day] = 0 }
        for group in groups {
            append(group.rows.map { history.snapshots[$0] }, advertiser: advertiser, scenario: Int32(group.scenario))
        }
        allValues.append(contentsOf: sums.lazy.map(Float.init(limited:)))
    }

    func panel(gaps: [Day]) -> Panel {
        Panel(
            columns: columns, firstDay: firstDay, dayCount: dayCount, gaps: gaps, advertisers: advertisers,
            profiles: profiles, scenarios: scenarios, series: series, values: values, allValues: allValues,
            hasRow: hasRow)
    }

    private func check(_ history: AdvertiserHistory) throws(FeatureError) {
        guard history.profile.count == columns.profile.count else {
            throw .malformedHistory(
                advertiser: history.advertiser, table: "advertisers", found: history.profile.count,
                expected: columns.profile.count)
        }
        for snapshot in history.snapshots where snapshot.measures.count != columns.measures.count {
            throw .malformedHistory(
                advertiser: history.advertiser, table: "daily_snapshots", found: snapshot.measures.count,
                expected: columns.measures.count)
        }
    }

    /// Takes in a scenario that only snapshots name: a loader may write its first day before its row of `scenarios`.
    private mutating func index(ofSnapshotScenario name: String) -> Int {
        if let index = scenarios.firstIndex(where: { $0.name.equalsByScalars(name) }) { return index }
        let unknown = [AttributeValue](repeating: .unknown, count: columns.scenario.count)
        scenarios.append(ScenarioRecord(name: name, attributes: unknown))
        return scenarios.count - 1
    }

    /// Appends one series, and its values to the sums over the advertiser's scenarios.
    private mutating func append(_ snapshots: [DailySnapshot], advertiser: Int32, scenario: Int32) {
        let measureCount = columns.measures.count
        let firstValue = values.count
        let firstFlag = hasRow.count
        values.append(contentsOf: repeatElement(0, count: dayCount * measureCount))
        hasRow.append(contentsOf: repeatElement(false, count: dayCount))
        for snapshot in snapshots {
            let day = snapshot.day - firstDay
            hasRow[firstFlag + day] = true
            for measure in 0..<measureCount {
                values[firstValue + day * measureCount + measure] = snapshot.measures[measure]
            }
        }
        for index in sums.indices { sums[index] += Double(values[firstValue + index]) }
        let flags = hasRow[firstFlag...]
        series.append(
            Series(
                advertiser: advertiser, scenario: scenario, rowCount: Int32(flags.count { $0 }),
                firstRowDay: flags.firstIndex(of: true).map { $0 - firstFlag }))
    }
}
