import AdvertiserDomain
import Checkpoints
import Features
import ForecastModels
import Foundation
import Inference
import NeuralNetwork
import TensorCore
import Training

/// Sixty days of a few advertisers in two scenarios, each busy to a degree of its own.
struct SmallPlatform {
    static let firstDay = Day(number: 18_000)
    static let dayCount = 60
    static let lastDay = firstDay + (dayCount - 1)

    /// Histories in memory.
    struct Source: HistorySource {
        let columns: HistoryColumns
        let records: [ScenarioRecord]
        var histories: [AdvertiserHistory]
        var newest = lastDay

        func dataRange() -> DataRange? { DataRange(oldest: firstDay, newest: newest, gaps: []) }

        func scenarios() -> [ScenarioRecord] { records }

        func history(of advertiser: String, from first: Day, through last: Day) -> AdvertiserHistory? {
            histories.first { $0.advertiser == advertiser }.map { Self.cut($0, first, last) }
        }

        func historyPages(from first: Day, through last: Day) -> any HistoryPages {
            let parts = histories.map { Self.cut($0, first, last) }
            return [parts.filter { !$0.snapshots.isEmpty }].makeIterator()
        }

        private static func cut(_ history: AdvertiserHistory, _ first: Day, _ last: Day) -> AdvertiserHistory {
            AdvertiserHistory(
                advertiser: history.advertiser, profile: history.profile,
                snapshots: history.snapshots.filter { first <= $0.day && $0.day <= last })
        }
    }

    let source: Source
    var configuration: AdcastConfiguration

    init(models: String = "/nowhere") {
        let columns = HistoryColumns(
            behaviour: ["logins"], performance: ["clicks"], profile: ["size"], scenario: ["pricing"], taskColumns: [])
        let scenarios = [
            ScenarioRecord(name: "display", attributes: [.text("cpm")]),
            ScenarioRecord(name: "search", attributes: [.text("cpc")]),
        ]
        source = Source(columns: columns, records: scenarios, histories: Self.histories(in: scenarios))
        configuration = AdcastConfiguration(
            database: "small platform", models: models, columns: columns,
            tasks: [
                PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
                PredictionTask(name: "active_days", column: "logins", aggregate: .activeDays, unit: "days"),
            ],
            windowDays: 10, horizonDays: 7)
        configuration.model = ModelConfiguration(
            viewWidth: 8, experts: 2, knowledgeWidth: 8, metaLayers: 1, towerLayers: 1, generator: .factored(rank: 2),
            transformer: false, headWidth: .fixed(4), pooling: .meanLast, dropout: 0, head: .poisson)
        configuration.training.epochs = 8
        configuration.training.batchSize = 64
        configuration.training.learningRate = 5e-3
        configuration.training.asOfStrideDays = 2
    }

    private static func histories(in scenarios: [ScenarioRecord]) -> [AdvertiserHistory] {
        var generator = SeededGenerator(seed: 7)
        return (0..<40).map { advertiser in
            let level = exp(generator.normal())
            var snapshots: [DailySnapshot] = []
            for scenario in scenarios {
                for day in 0..<dayCount where generator.uniform() < 0.7 {
                    let clicks = (level * 50 * exp(1.2 * generator.normal())).rounded()
                    let measures = [(generator.uniform() * 5).rounded(), Float(clicks)]
                    snapshots.append(
                        DailySnapshot(scenario: scenario.name, day: firstDay + day, measures: measures))
                }
            }
            return AdvertiserHistory(
                advertiser: "a\(advertiser)", profile: [.text(advertiser % 2 == 0 ? "small" : "large")],
                snapshots: snapshots)
        }
    }

    /// The same rows, but what happened is dealt out among all advertisers and days anew.
    var shuffledSource: Source {
        var generator = SeededGenerator(seed: 8)
        var measures = source.histories.flatMap { $0.snapshots.map(\.measures) }
        generator.shuffle(&measures)
        var next = measures.makeIterator()
        var shuffled = source
        shuffled.histories = source.histories.map { history in
            AdvertiserHistory(
                advertiser: history.advertiser, profile: history.profile,
                snapshots: history.snapshots.map { snapshot in
                    DailySnapshot(
                        scenario: snapshot.scenario, day: snapshot.day, measures: next.next() ?? snapshot.measures)
                })
        }
        return shuffled
    }

    /// A production training of nothing dated after `until`.
    func request(until: Day) -> TrainingRequest {
        TrainingRequest(
            configuration: configuration, architecture: "m2m", split: .production, until: until, threads: 1)
    }

    /// Publishes an untrained version, which says that it was trained on labels until `newestLabelDay`.
    func publish(seed: UInt64, newestLabelDay: Day = lastDay - 7, in models: ModelDirectory) throws -> Int {
        let specification = FeatureSpecification(configuration: configuration)
        let panel = try Panel(source: source, from: Self.firstDay, through: Self.lastDay)
        let dates = [Self.firstDay + 9, Self.firstDay + 20]
        let state = try FittedState.fit(
            panel: panel, specification: specification,
            samples: try SampleIndex(panel: panel, windowDays: 10).samples(asOf: dates, horizonDays: 7),
            scenarioBalance: 0.5)
        let model = try ModelCatalog.make(
            architecture: "m2m", configuration: configuration.model, specification: specification, state: state,
            seed: seed)
        var generator = SeededGenerator(seed: seed)
        let inputs = GoldenPrediction.Inputs(randomFor: model.layout, generator: &generator)
        let predictor = Predictor(
            model: model,
            rule: ForecastRule(specification: specification, state: state, head: model.head, decision: .smape))
        let lastAsOf = newestLabelDay - 7
        let split = ProductionSplit(
            firstFit: [dates[0]], validation: [lastAsOf - 6, lastAsOf], refit: [dates[0], lastAsOf])
        guard let bounds = SplitBounds(split) else { throw CocoaError(.coderInvalidValue) }
        let manifest = CheckpointManifest(
            architecture: "m2m", model: configuration.model, training: configuration.training, features: specification,
            states: FittedStates(serving: state, gate: nil), split: bounds, decision: .smape, metrics: .null,
            goldenPrediction: GoldenPrediction(
                inputs: inputs, expectedMeans: predictor.means(of: inputs.batch(layout: model.layout))),
            seed: seed, threads: 1, codeVersion: "test", createdAt: Date(timeIntervalSince1970: 0))
        return try models.publish(manifest, tensors: model.parameters.tensors, gate: nil)
    }
}

/// The pages of a source in memory.
extension IndexingIterator: HistoryPages where Elements == [[AdvertiserHistory]] {}
