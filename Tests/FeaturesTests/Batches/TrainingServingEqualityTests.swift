import AdvertiserDomain
import Testing

@testable import Features

/// A sample built for training, from a long panel of everybody, equals the one built for serving, from a panel of one
/// advertiser's window, byte for byte.
@Suite struct TrainingServingEqualityTests {
    @Test(arguments: [(10, 5), (30, 7), (3, 1), (7, 7)])
    func everySampleIsEqual(windowDays: Int, horizonDays: Int) throws {
        let specification = SmallWorld.specification(windowDays: windowDays, horizonDays: horizonDays)
        let source = SmallWorld.source()
        let panel = try SmallWorld.panel()
        let index = SampleIndex(panel: panel, windowDays: windowDays)
        let training = try index.samples(
            asOf: SmallWorld.days(stride(from: windowDays - 1, to: 33, by: 3)), horizonDays: horizonDays)
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: training, scenarioBalance: 0.5)
        let trainingEncoder = try SampleEncoder(panel: panel, state: state, specification: specification)

        let samples = try index.samples(asOf: SmallWorld.days((windowDays - 1)..<SmallWorld.dayCount))
        var trained = Batch(layout: trainingEncoder.layout, capacity: samples.count)
        trainingEncoder.encode(samples[...], into: &trained, labels: false)
        var scenariosOfAdvertiser: [String: Set<String>] = [:]
        for (row, sample) in samples.enumerated() {
            let name = panel.advertiser(of: sample)
            let asOf = panel.asOf(of: sample)
            let history = try #require(source.history(of: name, from: asOf - (windowDays - 1), through: asOf))
            let window = try Panel(
                history: history, scenarios: source.scenarios(), columns: source.columns,
                from: asOf - (windowDays - 1), through: asOf, including: ["live"])
            let series = try #require(window.seriesIndex(advertiser: 0, scenario: panel.scenario(of: sample)))
            let served = Sample(series: Int32(series), asOf: Int32(windowDays - 1))
            let encoder = try SampleEncoder(panel: window, state: state, specification: specification)
            var batch = Batch(layout: encoder.layout, capacity: 1)
            encoder.encode([served][...], into: &batch, labels: false)
            #expect(RowBytes(batch, row: 0) == RowBytes(trained, row: row))
            scenariosOfAdvertiser[name, default: []].insert(panel.scenario(of: sample))
        }
        #expect(samples.count > 100)
        #expect(scenariosOfAdvertiser.count == 12)
        #expect(scenariosOfAdvertiser.values.contains { $0.count == 2 })
        #expect(Set(trained.dense.map(\.bitPattern)).count > 1000)
        #expect(Set(trained.behaviourCodes).count == BinEdges.codeCount)
    }

    /// The same from the source's other door: a panel of everybody over one window, as bulk scoring reads it.
    @Test func scoringPanelEqualsTrainingPanel() throws {
        let specification = SmallWorld.specification()
        let panel = try SmallWorld.panel()
        let index = SampleIndex(panel: panel, windowDays: 10)
        let training = try index.samples(asOf: SmallWorld.days(9..<30), horizonDays: 5)
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: training, scenarioBalance: 0.5)
        let asOf = SmallWorld.firstDay + 33
        let window = try Panel(source: SmallWorld.source(), from: asOf - 9, through: asOf)
        let served = try SampleIndex(panel: window, windowDays: 10).samples(asOf: [asOf])
        let trained = try index.samples(asOf: [asOf])
        try #require(served.count == trained.count)
        let encoders = try [window, panel].map {
            try SampleEncoder(panel: $0, state: state, specification: specification)
        }
        var batches = encoders.map { Batch(layout: $0.layout, capacity: served.count) }
        encoders[0].encode(served[...], into: &batches[0], labels: false)
        encoders[1].encode(trained[...], into: &batches[1], labels: false)
        for row in served.indices {
            #expect(window.advertiser(of: served[row]) == panel.advertiser(of: trained[row]))
            #expect(window.scenario(of: served[row]) == panel.scenario(of: trained[row]))
            #expect(RowBytes(batches[0], row: row) == RowBytes(batches[1], row: row))
        }
    }
}
