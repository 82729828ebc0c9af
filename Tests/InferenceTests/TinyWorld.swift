import AdvertiserDomain
import Checkpoints
import Features
import ForecastModels
import Foundation
import TensorCore
import Testing

@testable import Inference

/// A few advertisers in two scenarios over thirty days, and an untrained model of them.
struct TinyWorld {
    static let firstDay = Day(number: 18_000)
    static let dayCount = 30
    static let lastDay = firstDay + (dayCount - 1)

    let columns = HistoryColumns(
        behaviour: ["logins"], performance: ["clicks"], profile: ["size"], scenario: ["pricing"], taskColumns: [])
    let scenarios = [
        ScenarioRecord(name: "display", attributes: [.text("cpm")]),
        ScenarioRecord(name: "search", attributes: [.text("cpc")]),
    ]
    let specification: FeatureSpecification
    let histories: [AdvertiserHistory]
    let panel: Panel
    let state: FittedState

    init() throws {
        specification = FeatureSpecification(
            columns: columns,
            tasks: [
                PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
                PredictionTask(name: "active_days", column: "logins", aggregate: .activeDays, unit: "days"),
            ],
            windowDays: 10, horizonDays: 7)
        histories = Self.histories(in: scenarios)
        let source = Source(columns: columns, records: scenarios, histories: histories)
        panel = try Panel(source: source, from: Self.firstDay, through: Self.lastDay)
        let dates = stride(from: 9, to: Self.dayCount - 7, by: 1).map { Self.firstDay + $0 }
        state = try FittedState.fit(
            panel: panel, specification: specification,
            samples: try SampleIndex(panel: panel, windowDays: 10).samples(asOf: dates, horizonDays: 7),
            scenarioBalance: 0.5)
    }

    /// With the histories of everybody.
    var source: any HistorySource { Source(columns: columns, records: scenarios, histories: histories) }

    private static func histories(in scenarios: [ScenarioRecord]) -> [AdvertiserHistory] {
        var generator = SeededGenerator(seed: 7)
        return (0..<12).map { advertiser in
            var snapshots: [DailySnapshot] = []
            for scenario in scenarios {
                for day in 0..<dayCount where generator.uniform() < 0.8 {
                    let measures = [(generator.uniform() * 5).rounded(), (generator.uniform() * 900).rounded()]
                    snapshots.append(
                        DailySnapshot(scenario: scenario.name, day: firstDay + day, measures: measures))
                }
            }
            return AdvertiserHistory(
                advertiser: "a\(advertiser)", profile: [.text(advertiser % 2 == 0 ? "small" : "large")],
                snapshots: snapshots)
        }
    }

    static let configuration = ModelConfiguration(
        viewWidth: 8, experts: 2, knowledgeWidth: 8, metaLayers: 1, towerLayers: 1, generator: .factored(rank: 2),
        transformer: true, headWidth: .fixed(4), pooling: .meanLast, dropout: 0, head: .poisson)

    func model(_ architecture: String = "m2m", seed: UInt64 = 3) throws -> any ForecastModel {
        try ModelCatalog.make(
            architecture: architecture, configuration: Self.configuration, specification: specification, state: state,
            seed: seed)
    }

    /// Trained, as it says, on the labels of days 10 to 29, with a golden prediction of `model`.
    func manifest(for model: any ForecastModel) throws -> CheckpointManifest {
        var generator = SeededGenerator(seed: 11)
        let inputs = GoldenPrediction.Inputs(randomFor: model.layout, generator: &generator)
        let predictor = Predictor(
            model: model,
            rule: ForecastRule(specification: specification, state: state, head: model.head, decision: .smape))
        let split = ProductionSplit(
            firstFit: [Self.firstDay + 9], validation: [Self.firstDay + 21],
            refit: [Self.firstDay + 9, Self.firstDay + 22])
        return CheckpointManifest(
            architecture: model.architecture, model: Self.configuration, training: .default, features: specification,
            states: FittedStates(serving: state, gate: nil), split: try #require(SplitBounds(split)), decision: .smape,
            metrics: .null,
            goldenPrediction: GoldenPrediction(
                inputs: inputs, expectedMeans: predictor.means(of: inputs.batch(layout: model.layout))),
            seed: 3, threads: 1, codeVersion: "test", createdAt: Date(timeIntervalSince1970: 0))
    }

    func engine(version: Int = 1) throws -> ForecastEngine {
        let model = try model()
        return ForecastEngine(version: version, manifest: try manifest(for: model), model: model)
    }

    func query(_ advertiser: Int, requested: [String]? = nil, asOf: Day = lastDay) -> ForecastQuery {
        ForecastQuery(history: histories[advertiser], scenarios: scenarios, requested: requested, asOf: asOf)
    }

    private struct Source: HistorySource {
        let columns: HistoryColumns
        let records: [ScenarioRecord]
        let histories: [AdvertiserHistory]

        func dataRange() -> DataRange? { DataRange(oldest: firstDay, newest: lastDay, gaps: []) }

        func scenarios() -> [ScenarioRecord] { records }

        func history(of advertiser: String, from first: Day, through last: Day) -> AdvertiserHistory? {
            histories.first { $0.advertiser == advertiser }
        }

        func historyPages(from first: Day, through last: Day) -> any HistoryPages {
            [histories].makeIterator()
        }
    }
}

/// The pages of a source in memory.
extension IndexingIterator: HistoryPages where Elements == [[AdvertiserHistory]] {}
