import AdvertiserDomain
import Foundation
import Testing

@testable import Features

@Suite struct SampleEncoderTests {
    private let columns = HistoryColumns(
        behaviour: ["logins"], performance: ["clicks", "spend"], profile: ["size"], scenario: ["price", "type"],
        taskColumns: ["gmv"])

    private func row(_ scenario: String, _ day: Int, _ measures: [Float]) -> DailySnapshot {
        DailySnapshot(scenario: scenario, day: SmallWorld.firstDay + day, measures: measures)
    }

    /// Advertiser "a" in "display" and "search"; columns are logins, clicks, spend, gmv.
    private func panel() throws -> Panel {
        try Panel(
            history: AdvertiserHistory(
                advertiser: "a", profile: [.text("small")],
                snapshots: [
                    row("display", 0, [1, 0, 4, 0]), row("display", 1, [5, 3, 0, 2]), row("display", 2, [0, 9, 9, 6]),
                    row("search", 1, [6, 1, 0, 1]),
                ]),
            scenarios: [
                ScenarioRecord(name: "display", attributes: [.number(30), .text("feed")]),
                ScenarioRecord(name: "search", attributes: [.unknown, .text("query")]),
            ], columns: columns, from: SmallWorld.firstDay, through: SmallWorld.firstDay + 2, including: [])
    }

    private let specification: FeatureSpecification

    init() {
        specification = FeatureSpecification(
            columns: columns,
            tasks: [
                PredictionTask(name: "gmv", column: "gmv", aggregate: .sum, unit: ""),
                PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: ""),
            ], windowDays: 2, horizonDays: 7)
    }

    private func state() throws -> FittedState {
        func bins(_ edges: Float...) throws -> BinEdges { try BinEdges(edges: edges) }
        let width = DenseFeatures(specification: specification).width
        return FittedState(
            attributes: [
                AttributeField(
                    role: .profile, column: "size",
                    encoding: .categorical(vocabulary: Vocabulary(of: ["large", "medium", "small"]))),
                AttributeField(
                    role: .scenario, column: "scenario",
                    encoding: .categorical(vocabulary: Vocabulary(of: ["display"]))),
                AttributeField(
                    role: .scenario, column: "price", encoding: .standardised(mean: 10, deviation: 8)),
                AttributeField(
                    role: .scenario, column: "type",
                    encoding: .categorical(vocabulary: Vocabulary(of: ["feed", "query"]))),
            ],
            behaviourBins: SequenceBins(own: [try bins(2, 5)], all: [try bins(11)]),
            performanceBins: SequenceBins(
                own: [try bins(2), try bins(4, 8)], all: [try bins(1, 2, 3, 4), try bins()]),
            denseMeans: [Float](repeating: 0.5, count: width), denseDeviations: [Float](repeating: 2, count: width),
            taskScales: [4, 3], positiveShares: [0.5, 0.5], trainingScenarios: ["display"], scenarioWeights: [0.75])
    }

    @Test func layoutIsThatOfTheSpecificationAndState() throws {
        let encoder = try SampleEncoder(panel: panel(), state: state(), specification: specification)
        #expect(
            encoder.layout
                == BatchLayout(
                    windowDays: 2, behaviourFields: 2, performanceFields: 4, denseWidth: 2 * 3 * 4 + 3 * 2,
                    attributes: [
                        AttributeInput(role: .profile, column: "size", kind: .categorical(categoryCount: 3)),
                        AttributeInput(role: .scenario, column: "scenario", kind: .categorical(categoryCount: 1)),
                        AttributeInput(role: .scenario, column: "price", kind: .numeric),
                        AttributeInput(role: .scenario, column: "type", kind: .categorical(categoryCount: 2)),
                    ], taskCount: 2, binCount: 17))
        #expect(
            encoder.layout.attributes.map(\.name) == [
                "profile.size", "scenario.scenario", "scenario.price", "scenario.type",
            ])
        #expect(encoder.layout.categoricalCount == 3)
        #expect(encoder.layout.numericCount == 1)
    }

    @Test func rowsByHand() throws {
        let encoder = try SampleEncoder(panel: panel(), state: state(), specification: specification)
        var batch = Batch(layout: encoder.layout, capacity: 2)
        encoder.encode([Sample(series: 0, asOf: 1), Sample(series: 1, asOf: 2)][...], into: &batch, labels: false)
        #expect(batch.rowCount == 2)
        // A day: own logins, all logins.
        #expect(batch.behaviourCodes == [1, 1, 3, 2] + [3, 2, 0, 0])
        // A day: own clicks and spend, all clicks and spend.
        #expect(batch.performanceCodes == [0, 2, 0, 1, 2, 0, 5, 0] + [1, 0, 5, 0, 0, 0, 5, 1])
        #expect(batch.categoricalCodes == [3, 1, 1, 3, 0, 2])
        #expect(batch.numericValues == [2.5, 0])
        // Own logins over 1 and 2 days, clicks, spend, then shares of the two days.
        let own: [Double] = [log(6), log(7), log(4), log(4), 0, log(5), 1, 0.5, 0.5]
        for (value, expected) in zip(batch.dense, own) { #expect(abs(Double(value) - (expected - 0.5) / 2) < 1e-6) }
        #expect(batch.labels == [0, 0, 0, 0])
        #expect(batch.weights == [1, 1])
    }

    @Test func labelsScalesAndWeights() throws {
        let specification = FeatureSpecification(
            columns: columns, tasks: specification.tasks, windowDays: 1, horizonDays: 2)
        let layout = DenseFeatures(specification: specification)
        let valid = try state()
        let state = FittedState(
            attributes: valid.attributes, behaviourBins: valid.behaviourBins, performanceBins: valid.performanceBins,
            denseMeans: [Float](repeating: 0, count: layout.width),
            denseDeviations: [Float](repeating: 1, count: layout.width), taskScales: valid.taskScales,
            positiveShares: valid.positiveShares, trainingScenarios: valid.trainingScenarios,
            scenarioWeights: valid.scenarioWeights)
        let encoder = try SampleEncoder(panel: panel(), state: state, specification: specification)
        var batch = Batch(layout: encoder.layout, capacity: 2)
        let samples = [Sample(series: 0, asOf: 0), Sample(series: 1, asOf: 0)]
        encoder.encode(samples[...], into: &batch, labels: true)
        #expect(batch.labels == [8, 12, 1, 1])
        #expect(batch.scaledLabels == [2, 4, 0.25, 1 / 3])
        #expect(batch.weights == [0.75, 1])
        encoder.encode(samples[1...], into: &batch, labels: false)
        #expect(batch.rowCount == 1)
        #expect(batch.labels[0..<2] == [0, 0])
        #expect(batch.scaledLabels[0..<2] == [0, 0])
        #expect(batch.weights[0] == 1)
    }

    @Test func refillingKeepsTheArraysAndRowsDoNotDependOnTheBatch() throws {
        let (panel, state, samples) = try SmallWorld.fitted()
        let encoder = try SampleEncoder(panel: panel, state: state, specification: SmallWorld.specification())
        var whole = Batch(layout: encoder.layout, capacity: samples.count)
        encoder.encode(samples[...], into: &whole, labels: true)
        var reused = Batch(layout: encoder.layout, capacity: 7)
        let addresses = { (batch: Batch) in
            [
                batch.behaviourCodes.withUnsafeBytes { $0.baseAddress },
                batch.performanceCodes.withUnsafeBytes { $0.baseAddress },
                batch.dense.withUnsafeBytes { $0.baseAddress },
                batch.categoricalCodes.withUnsafeBytes { $0.baseAddress },
                batch.labels.withUnsafeBytes { $0.baseAddress },
            ]
        }
        let before = addresses(reused)
        for range in SampleShuffle.batches(of: samples.count, size: 7) {
            encoder.encode(samples[range], into: &reused, labels: true)
            for (row, position) in range.enumerated() {
                #expect(RowBytes(reused, row: row) == RowBytes(whole, row: position))
                #expect(reused.labels[row * 4..<row * 4 + 4] == whole.labels[position * 4..<position * 4 + 4])
                #expect(reused.weights[row] == whole.weights[position])
            }
        }
        #expect(addresses(reused) == before)
        #expect(abs(whole.weights.reduce(0, +) / Float(samples.count) - 1) < 1e-4)
    }

    @Test func rowsOfSeveralPanelsShareABatch() throws {
        let specification = SmallWorld.specification()
        let (panel, state, samples) = try SmallWorld.fitted()
        let long = try SampleEncoder(panel: panel, state: state, specification: specification)
        let window = try Panel(
            source: SmallWorld.source(), from: SmallWorld.firstDay + 3, through: SmallWorld.firstDay + 20)
        let short = try SampleEncoder(panel: window, state: state, specification: specification)
        let others = try SampleIndex(panel: window, windowDays: 10).samples(
            asOf: [SmallWorld.firstDay + 14], horizonDays: 5)
        var together = Batch(layout: long.layout, capacity: 3 + others.count)
        long.encode(samples[0..<3], into: &together, labels: true)
        short.append(others[...], to: &together, labels: true)
        #expect(together.rowCount == 3 + others.count)
        for (part, encoder, firstRow) in [(samples[0..<3], long, 0), (others[...], short, 3)] {
            var alone = Batch(layout: encoder.layout, capacity: part.count)
            encoder.encode(part, into: &alone, labels: true)
            for row in 0..<part.count {
                #expect(RowBytes(together, row: firstRow + row) == RowBytes(alone, row: row))
            }
            let firstLabel = firstRow * 4
            #expect(Array(together.labels[firstLabel..<firstLabel + alone.labels.count]) == alone.labels)
            #expect(
                Array(together.scaledLabels[firstLabel..<firstLabel + alone.labels.count]) == alone.scaledLabels)
            #expect(Array(together.weights[firstRow..<firstRow + part.count]) == alone.weights)
        }
        #expect(others.count > 8)
    }

    @Test func threadsEncodeAtOnce() async throws {
        let (panel, state, samples) = try SmallWorld.fitted()
        let encoder = try SampleEncoder(panel: panel, state: state, specification: SmallWorld.specification())
        func encoded() -> [RowBytes] {
            var batch = Batch(layout: encoder.layout, capacity: samples.count)
            encoder.encode(samples[...], into: &batch, labels: true)
            return samples.indices.map { RowBytes(batch, row: $0) }
        }
        let alone = encoded()
        await withTaskGroup(of: [RowBytes].self) { group in
            for _ in 0..<4 { group.addTask { encoded() } }
            for await rows in group { #expect(rows == alone) }
        }
    }

    @Test func refusesAnotherModelsPanelOrState() throws {
        let (panel, state, _) = try SmallWorld.fitted()
        #expect(throws: FittedStateError.self) {
            try SampleEncoder(panel: panel, state: state, specification: SmallWorld.specification(windowDays: 20))
        }
        #expect(throws: FeatureError.self) {
            try SampleEncoder(panel: panel, state: self.state(), specification: specification)
        }
    }
}
