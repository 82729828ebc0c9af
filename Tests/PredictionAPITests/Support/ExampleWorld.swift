import AdvertiserDomain
import Checkpoints
import Features
import ForecastModels
import Foundation
import Inference
import NeuralNetwork
import TensorCore
import Testing

/// Some advertisers with the columns and scenarios that the examples of the contract use, and an untrained model of them.
///
/// Advertiser `a000001` has rows in `display` from the first day and in `sponsored_search` in the last twelve days;
/// `a000009` has none in the last window.
struct ExampleWorld {
    static let firstDay = Day(number: 18_350)  // 2020-03-29
    static let lastDay = Day(number: 18_439)  // 2020-06-26
    static let windowDays = 40
    static let names = (1...9).map { "a00000\($0)" }

    static let specification = FeatureSpecification(
        columns: HistoryColumns(
            behaviour: ["logins", "budget"], performance: ["impressions", "clicks", "expenditure"],
            profile: ["business_scale", "main_category", "star_level"],
            scenario: ["type", "placement", "pricing", "reach_index"], taskColumns: ["gmv"]),
        tasks: [
            PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
            PredictionTask(name: "gmv", column: "gmv", aggregate: .sum, unit: "CNY"),
            PredictionTask(name: "active_days", column: "expenditure", aggregate: .activeDays, unit: "days"),
        ],
        windowDays: windowDays, horizonDays: 7)

    static let scenarios = [
        ScenarioRecord(
            name: "display", attributes: [.text("recommendation"), .text("home_page"), .text("cpm"), .number(0.5)]),
        ScenarioRecord(
            name: "sponsored_search", attributes: [.text("search"), .text("results"), .text("cpc"), .number(1)]),
    ]

    let histories: [AdvertiserHistory]
    let state: FittedState

    init() throws {
        histories = Self.makeHistories()
        let source = MemorySource(histories: histories)
        let panel = try Panel(source: source, from: Self.firstDay, through: Self.lastDay)
        let dates = stride(from: 0, through: 40, by: 4).map { Self.firstDay + (Self.windowDays - 1) + $0 }
        let samples = try SampleIndex(panel: panel, windowDays: Self.windowDays).samples(asOf: dates, horizonDays: 7)
        state = try FittedState.fit(
            panel: panel, specification: Self.specification, samples: samples, scenarioBalance: 0.5)
    }

    private static func makeHistories() -> [AdvertiserHistory] {
        var generator = SeededGenerator(seed: 5)
        return names.enumerated().map { position, name in
            var snapshots: [DailySnapshot] = []
            for scenario in scenarios {
                let first =
                    position == 0 && scenario.name == "sponsored_search" ? Self.lastDay - 11 : Self.firstDay
                let last = position == 8 ? Self.lastDay - Self.windowDays : Self.lastDay
                for day in 0...(last - first) where generator.uniform() < 0.7 || position == 0 {
                    let clicks = (generator.uniform() * 90).rounded()
                    snapshots.append(
                        DailySnapshot(
                            scenario: scenario.name, day: first + day,
                            measures: [1, 50, clicks * 30, clicks, clicks * 2.5, clicks * 4]))
                }
            }
            return AdvertiserHistory(
                advertiser: name, profile: [.text(position % 2 == 0 ? "small" : "large"), .text("toys"), .number(3)],
                snapshots: snapshots)
        }
    }

    static let configuration = ModelConfiguration(
        viewWidth: 8, experts: 2, knowledgeWidth: 8, metaLayers: 1, towerLayers: 1, generator: .factored(rank: 2),
        transformer: true, headWidth: .fixed(4), pooling: .meanLast, dropout: 0, head: .poisson)

    func model(seed: UInt64 = 3) throws -> any ForecastModel {
        try ModelCatalog.make(
            architecture: "m2m", configuration: Self.configuration, specification: Self.specification, state: state,
            seed: seed)
    }

    /// The manifest of a model that was trained, as it says, on labels up to the last day.
    func manifest(for model: any ForecastModel, goldenMeans: [Float]? = nil) throws -> CheckpointManifest {
        var generator = SeededGenerator(seed: 11)
        let inputs = GoldenPrediction.Inputs(randomFor: model.layout, generator: &generator)
        let predictor = Predictor(
            model: model,
            rule: ForecastRule(specification: Self.specification, state: state, head: model.head, decision: .smape))
        let first = Self.firstDay + (Self.windowDays - 1)
        let split = ProductionSplit(
            firstFit: [first], validation: [first + 20], refit: [first, Self.lastDay - 7])
        return CheckpointManifest(
            architecture: "m2m", model: Self.configuration, training: .default, features: Self.specification,
            states: FittedStates(serving: state, gate: nil), split: try #require(SplitBounds(split)), decision: .smape,
            metrics: .object(["samples": .integer(12), "overall": .null]),
            goldenPrediction: GoldenPrediction(
                inputs: inputs,
                expectedMeans: goldenMeans ?? predictor.means(of: inputs.batch(layout: model.layout))),
            seed: 3, threads: 1, codeVersion: "test", createdAt: Date(timeIntervalSince1970: 1_600_000_000))
    }

    func engine(version: Int = 1, seed: UInt64 = 3, goldenMeans: [Float]? = nil) throws -> ForecastEngine {
        let model = try model(seed: seed)
        return ForecastEngine(
            version: version, manifest: try manifest(for: model, goldenMeans: goldenMeans), model: model)
    }

    /// Publishes a version; how it forecasts depends on the seed.
    @discardableResult
    func publish(seed: UInt64, to models: ModelDirectory) throws -> Int {
        let model = try model(seed: seed)
        return try models.publish(try manifest(for: model), tensors: model.parameters.tensors, gate: nil)
    }
}
