import AdvertiserDomain

/// Adds up, advertiser by advertiser, what an inspection tells.
package struct InspectionScan {
    private struct Pair {
        var advertisers = 0
        var correlations: [PearsonCorrelation]
    }

    private let tasks: [PredictionTask]
    private let measureIndices: [Int]
    private let blocks: HorizonSums.Blocks
    private let counters: (train: SampleCounter, validation: SampleCounter, test: SampleCounter)?
    private let indices: [NameKey: Int]
    private let names: [String]
    package private(set) var advertisers = 0
    package private(set) var rows = 0
    private var scenarioAdvertisers: [Int]
    private var scenarioRows: [Int]
    private var samples: [DataSetInspection.Samples]
    /// Entry first · count + second, for first < second.
    private var pairs: [Pair]

    /// - parameters:
    ///   - scenarios: Names; rows of others are passed over.
    ///   - parts: The as-of dates whose samples are counted; `nil` counts none.
    package init(
        scenarios: [String], columns: HistoryColumns, tasks: [PredictionTask], windowDays: Int, horizonDays: Int,
        range: DataRange, parts: DataSetInspection.Parts?
    ) {
        self.tasks = tasks.filter { columns.measures.contains($0.column) }
        measureIndices = self.tasks.compactMap { columns.measures.firstIndex(of: $0.column) }
        blocks = HorizonSums.Blocks(range: range, horizonDays: max(1, horizonDays))
        counters = parts.map { parts in
            func counter(_ dates: [Day]) -> SampleCounter {
                SampleCounter(dates: dates, windowDays: windowDays, range: range)
            }
            return (counter(parts.train), counter(parts.validation), counter(parts.test))
        }
        names = scenarios
        indices = Dictionary(scenarios.enumerated().map { (NameKey($1), $0) }, uniquingKeysWith: { first, _ in first })
        scenarioAdvertisers = scenarios.map { _ in 0 }
        scenarioRows = scenarios.map { _ in 0 }
        samples = scenarios.map { _ in DataSetInspection.Samples() }
        let empty = Pair(correlations: self.tasks.map { _ in PearsonCorrelation() })
        pairs = [Pair](repeating: empty, count: scenarios.count * scenarios.count)
    }

    package mutating func add(_ history: AdvertiserHistory) {
        advertisers += 1
        rows += history.rows.count
        var sums: [(scenario: Int, sums: HorizonSums)] = []
        for stretch in history.rows.stretches {
            // A scenario that a loader has added since the scan began.
            guard let scenario = indices[NameKey(stretch.scenario)] else { continue }
            scenarioAdvertisers[scenario] += 1
            scenarioRows[scenario] += stretch.rows.count
            if let counters {
                let days = history.rows.days[stretch.rows]
                samples[scenario].train += counters.train.samples(of: days)
                samples[scenario].validation += counters.validation.samples(of: days)
                samples[scenario].test += counters.test.samples(of: days)
            }
            let pair = HorizonSums(
                history.rows, stretch.rows, tasks: tasks, measureIndices: measureIndices, blocks: blocks)
            sums.append((scenario, pair))
        }
        for second in sums.indices {
            for first in 0..<second { correlate(sums[first], sums[second]) }
        }
    }

    private mutating func correlate(
        _ first: (scenario: Int, sums: HorizonSums), _ second: (scenario: Int, sums: HorizonSums)
    ) {
        let position = min(first.scenario, second.scenario) * names.count + max(first.scenario, second.scenario)
        var isActiveInBoth = false
        for block in 0..<blocks.count where first.sums.isActive[block] && second.sums.isActive[block] {
            isActiveInBoth = true
            for task in tasks.indices {
                pairs[position].correlations[task].add(
                    first.sums.value(block: block, task: task), second.sums.value(block: block, task: task))
            }
        }
        if isActiveInBoth { pairs[position].advertisers += 1 }
    }

    /// - parameter unlisted: Scenarios that the table `scenarios` does not have.
    package func scenarios(unlisted: [String]) -> [DataSetInspection.Scenario] {
        let unlisted = Set(unlisted.map(NameKey.init))
        return names.indices.map { index in
            DataSetInspection.Scenario(
                scenario: names[index], isListed: !unlisted.contains(NameKey(names[index])),
                advertisers: scenarioAdvertisers[index], rows: scenarioRows[index],
                samples: counters == nil ? nil : samples[index])
        }
    }

    package var correlations: [DataSetInspection.Correlation] {
        names.indices.flatMap { first in
            names.indices.dropFirst(first + 1).map { second in
                let pair = pairs[first * names.count + second]
                return DataSetInspection.Correlation(
                    first: names[first], second: names[second], advertisers: pair.advertisers,
                    points: pair.correlations.first?.points ?? 0,
                    tasks: zip(tasks, pair.correlations).map { .init(task: $0.name, coefficient: $1.coefficient) })
            }
        }
    }
}

extension DataSetInspection {
    /// Reads the whole database once.
    ///
    /// - parameters:
    ///   - parts: The as-of dates whose samples are counted; `nil` where the days are too few to split them.
    /// - throws: ``StorageError``
    package init(
        of database: SnapshotDatabase, tasks: [PredictionTask], windowDays: Int, horizonDays: Int, parts: Parts?
    ) throws {
        let range = try database.requiredDataRange()
        let unlisted = try database.unlistedScenarios()
        var scan = InspectionScan(
            scenarios: try database.scenarios().map(\.name), columns: database.columns, tasks: tasks,
            windowDays: windowDays, horizonDays: horizonDays, range: range, parts: parts)
        try database.forEachHistory(from: range.oldest, through: range.newest) { scan.add($0) }
        self.init(
            database: database.path, oldest: range.oldest, newest: range.newest,
            days: range.dayCount - range.gaps.count,
            gaps: range.gaps, listsCompleteDays: database.listsCompleteDays, rows: scan.rows,
            rowsLeftOut: database.latestTally.badRows, advertisers: scan.advertisers, windowDays: windowDays,
            horizonDays: horizonDays, asOfDates: parts, scenarios: scan.scenarios(unlisted: unlisted),
            correlations: scan.correlations)
    }
}
