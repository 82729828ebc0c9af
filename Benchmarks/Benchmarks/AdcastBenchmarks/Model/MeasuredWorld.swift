import Foundation

@testable import AdvertiserDomain
@testable import Checkpoints
@testable import Features
@testable import ForecastModels
@testable import Inference
@testable import TensorCore

/// Random histories with the columns of the demonstration, and an untrained model of the default preset, with one member,
/// for them.
struct MeasuredWorld {
    static let dayCount = 60
    static let firstDay = day(0)
    static let lastDay = day(dayCount - 1)

    /// A day of the world, counted from its first.
    static func day(_ offset: Int) -> Day { Day(number: 18_000 + offset) }

    let histories: [AdvertiserHistory]
    let scenarios: [ScenarioRecord]
    let encoder: SampleEncoder
    let samples: [Sample]
    let configuration = {
        var configuration = ModelConfiguration.default
        configuration.members = 1
        return configuration
    }()

    /// - Parameter advertisers: each with a row every day in five scenarios.
    init(advertisers: Int) throws {
        let columns = HistoryColumns(
            behaviour: ["logins", "campaign_edits", "bid_changes", "budget"],
            performance: ["impressions", "clicks", "expenditure", "orders", "gmv"],
            profile: ["business_scale", "main_category", "star_level"],
            scenario: ["type", "placement", "pricing", "reach_index"], taskColumns: [])
        let specification = FeatureSpecification(
            columns: columns,
            tasks: ["impressions", "clicks", "expenditure", "gmv"].map {
                PredictionTask(name: $0, column: $0, aggregate: .sum, unit: $0)
            } + [PredictionTask(name: "active_days", column: "expenditure", aggregate: .activeDays, unit: "days")],
            windowDays: 40, horizonDays: 7, patternDays: AdcastConfiguration.defaultPatternDays)
        let scenarios = ["brand_search", "display", "news_feed", "sponsored_search", "video"].enumerated().map {
            ScenarioRecord(
                name: $1, attributes: [.text("type\($0)"), .text("placement"), .text("cpc"), .number(Double($0))])
        }
        var generator = SeededGenerator(seed: 1)
        var histories: [AdvertiserHistory] = []
        for advertiser in 0..<advertisers {
            var snapshots: [DailySnapshot] = []
            for scenario in scenarios {
                for day in 0..<Self.dayCount {
                    let measures = columns.measures.map { _ in
                        generator.uniform() < 0.3 ? 0 : (generator.uniform() * 500).rounded()
                    }
                    snapshots.append(
                        DailySnapshot(scenario: scenario.name, day: Self.day(day), measures: measures))
                }
            }
            histories.append(
                AdvertiserHistory(
                    advertiser: Self.name(advertiser),
                    profile: [.text("scale\(advertiser % 4)"), .text("category\(advertiser % 9)"), .number(3)],
                    snapshots: snapshots))
        }
        let panel = try Panel(
            histories: histories, scenarios: scenarios, columns: columns, from: Self.firstDay, through: Self.lastDay)
        samples = try SampleIndex(panel: panel, windowDays: 40).samples(
            asOf: (39..<Self.dayCount - 7).map { Self.day($0) }, horizonDays: 7)
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: samples, scenarioBalance: 0.5)
        encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
        self.scenarios = scenarios
        self.histories = histories
    }

    func model() throws -> any ForecastModel {
        try ModelCatalog.make(
            architecture: "m2m", configuration: configuration, specification: encoder.specification,
            state: encoder.state, seed: 1)
    }

    func predictor() throws -> Predictor {
        Predictor(
            model: try model(),
            rule: ForecastRule(
                specification: encoder.specification, state: encoder.state, head: configuration.head,
                decision: .smape, levels: nil))
    }

    func engine() throws -> ForecastEngine {
        let model = try model()
        var generator = SeededGenerator(seed: 1)
        let inputs = GoldenPrediction.Inputs(randomFor: model.layout, generator: &generator)
        let split = SplitBounds(
            ProductionSplit(firstFit: [Self.firstDay], validation: [Self.day(1)], refit: [Self.day(1)]))
        guard let split else { throw MeasuredWorldError.noSplit }
        let manifest = CheckpointManifest(
            architecture: "m2m", model: configuration, training: .default, features: encoder.specification,
            states: FittedStates(serving: encoder.state, gate: nil), split: split, decision: .smape, metrics: .null,
            goldenPrediction: GoldenPrediction(
                inputs: inputs, expectedMeans: try predictor().means(of: inputs.batch(layout: model.layout))),
            seed: 1, threads: 1, codeVersion: "benchmark", createdAt: Date(timeIntervalSince1970: 0))
        return ForecastEngine(version: 1, manifest: manifest, model: model)
    }

    /// The forecasts of one advertiser under the names of many, in ascending order.
    func table(advertisers: Int, of engine: ForecastEngine) throws -> ForecastTable {
        let output = try TableOutput.inMemory()
        var writer = try ForecastTableWriter(
            output, taskCount: engine.tasks.count, fields: engine.manifest.forecastFields)
        let scenarios = try engine.forecast(query(0)).scenarios
        for advertiser in 0..<advertisers { try writer.add(Self.name(advertiser), scenarios) }
        try writer.finish(
            key: ForecastTableKey(engine: engine, asOf: Self.lastDay, revision: DataRevision(high: 0, low: 0)))
        return try ForecastTable(output.mapped(), path: "memory")
    }

    /// Six digits, so that names ascend as numbers do.
    static func name(_ advertiser: Int) -> String {
        let digits = String(advertiser)
        return "a" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    func query(_ advertiser: Int) -> ForecastQuery {
        ForecastQuery(history: histories[advertiser], scenarios: scenarios, asOf: Self.lastDay)
    }
}
