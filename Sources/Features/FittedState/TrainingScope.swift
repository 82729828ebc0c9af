import AdvertiserDomain

/// The part of a panel that fitting may see: the series with training samples, up to the last training as-of date.
struct TrainingScope {
    private let panel: Panel
    /// Days seen of each series.
    private let dayLimit: Int
    /// Positions of the series with training samples, ascending.
    private let series: [Int]
    /// Positions of their advertisers, ascending.
    private let advertisers: [Int]
    /// Positions of their scenarios, ascending.
    let scenarios: [Int]
    /// Training samples of each scenario of the panel.
    let scenarioSampleCounts: [Int]

    init(panel: Panel, samples: [Sample], lastDay: Int) {
        var seriesSampleCounts = [Int](repeating: 0, count: panel.series.count)
        for sample in samples { seriesSampleCounts[Int(sample.series)] += 1 }
        var isTrained = [Bool](repeating: false, count: panel.advertisers.count)
        var counts = [Int](repeating: 0, count: panel.scenarios.count)
        for (series, count) in zip(panel.series, seriesSampleCounts) where count > 0 {
            isTrained[Int(series.advertiser)] = true
            counts[Int(series.scenario)] += count
        }
        self.panel = panel
        dayLimit = min(panel.dayCount, lastDay + 1)
        series = seriesSampleCounts.indices.filter { seriesSampleCounts[$0] > 0 }
        advertisers = isTrained.indices.filter { isTrained[$0] }
        scenarios = counts.indices.filter { counts[$0] > 0 }
        scenarioSampleCounts = counts
    }

    /// Profile attributes in configured order, then the scenario's name, then its attributes.
    func attributeFields() -> [AttributeField] {
        let profile = panel.columns.profile.enumerated().map { position, column in
            AttributeField(
                role: .profile, column: column,
                encoding: .profile(advertisers.map { panel.profiles[$0][position] }))
        }
        let name = AttributeField(
            role: .scenario, column: AttributeField.scenarioNameColumn,
            encoding: .categorical(vocabulary: Vocabulary(of: scenarios.map { panel.scenarios[$0].name })))
        let scenario = panel.columns.scenario.enumerated().map { position, column in
            AttributeField(
                role: .scenario, column: column,
                encoding: .scenario(scenarios.map { panel.scenarios[$0].attributes[position] }))
        }
        return profile + [name] + scenario
    }

    /// The bins of a sequence with the measures at the given positions.
    func bins(of measures: [Int]) -> SequenceBins {
        SequenceBins(
            own: measures.map { measure in bins(of: measure, in: series) { $0.own($1) } },
            all: measures.map { measure in bins(of: measure, in: advertisers) { $0.all($1) } })
    }

    /// - Parameter block: the values of one of `positions`.
    @inline(__always)
    private func bins(
        of measure: Int, in positions: [Int], block: (PanelBlocks, Int) -> UnsafePointer<Float>
    ) -> BinEdges {
        let quantiles = PositiveQuantiles { visit in
            panel.withBlocks { blocks in
                for position in positions {
                    // Offsets are those of a day of the panel and of a measure in it.
                    let values = block(blocks, position) + measure
                    for day in 0..<dayLimit { visit(values[day * panel.measureCount]) }
                }
            }
        }
        return BinEdges(quantiles: quantiles)
    }
}
