import AdvertiserDomain
import Features
import TensorCore

@testable import Training

/// A world with a rule that a model can learn and that last week repeated gets wrong: every advertiser has seven strong
/// days, then seven weak ones, each with a beginning of its own.
enum TwoWeekWorld {
    static let firstDay = Day(number: 18_000)
    static let dayCount = 60
    static let windowDays = 14
    static let horizonDays = 7
    static let advertiserCount = 20
    /// Every advertiser is in `search`, every second one in `feed` too.
    static let seriesCount = 30

    static let columns = HistoryColumns(
        behaviour: ["logins"], performance: ["clicks", "orders"], profile: ["size"], scenario: ["type"],
        taskColumns: ["clicks", "orders"])

    static let tasks = [
        PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
        PredictionTask(name: "order_days", column: "orders", aggregate: .activeDays, unit: "days"),
        PredictionTask(name: "ordering", column: "orders", aggregate: .active, unit: ""),
    ]

    static let scenarios = [
        ScenarioRecord(name: "feed", attributes: [.text("browsing")]),
        ScenarioRecord(name: "search", attributes: [.text("querying")]),
    ]

    /// The day at an offset.
    static func day(_ offset: Int) -> Day { firstDay + offset }

    static func isStrong(advertiser: Int, day: Int) -> Bool { (day + 3 * advertiser) % 14 < 7 }

    /// - Parameters:
    ///   - days: from the first day on.
    ///   - scenarioNames: which of the scenarios anybody has rows in.
    ///   - hasConstantColumns: whether logins never change and clicks in `feed` are always zero.
    static func source(
        days: Int = dayCount, scenarioNames: [String] = ["feed", "search"], hasConstantColumns: Bool = false
    ) -> InMemoryHistorySource {
        let seeds = SeededGenerator(seed: 4)
        let histories = (0..<advertiserCount).map { advertiser in
            let isLarge = advertiser % 3 == 0
            let snapshots = scenarios.enumerated().flatMap { position, scenario -> [DailySnapshot] in
                guard scenarioNames.contains(scenario.name), position == 1 || advertiser % 2 == 0 else { return [] }
                var generator = seeds.split(UInt64(2 * advertiser + position))
                return (0..<days).map { day in
                    let isStrong = isStrong(advertiser: advertiser, day: day)
                    let level: Float = (isLarge ? 20 : 4) * (isStrong ? 1 : 0.1)
                    let clicks = level * (0.8 + 0.4 * generator.uniform())
                    let measures: [Float] =
                        hasConstantColumns
                        ? [3, position == 0 ? 0 : clicks, isStrong ? 1 : 0]
                        : [isStrong ? 2 : 1, clicks, isStrong ? 1 : 0]
                    return DailySnapshot(scenario: scenario.name, day: firstDay + day, measures: measures)
                }
            }
            return AdvertiserHistory(
                advertiser: "advertiser \(100 + advertiser)", profile: [.text(isLarge ? "large" : "small")],
                snapshots: snapshots)
        }
        return InMemoryHistorySource(columns: columns, scenarioRecords: scenarios, histories: histories)
    }

    /// The whole world, and one row whose date is many years too early.
    static func sourceWithAStrayRow() -> InMemoryHistorySource {
        var source = source()
        let stray = DailySnapshot(scenario: "search", day: Day(number: 0), measures: [1, 1, 1])
        let first = source.histories[0]
        source.histories[0] = AdvertiserHistory(
            advertiser: first.advertiser, profile: first.profile, snapshots: [stray] + first.snapshots)
        source.gaps = (1..<firstDay.number).map { Day(number: $0) }
        return source
    }

    /// A tiny model.
    static let model = ModelConfiguration(
        viewWidth: 12, experts: 2, knowledgeWidth: 6, metaLayers: 1, towerLayers: 1, generator: .factored(rank: 2),
        transformer: true, headWidth: .fixed(4), pooling: .meanLast, dropout: 0.1, head: .poisson)

    static func training(
        epochs: Int = 2, learningRate: Float = 5e-3, seed: UInt64 = 1
    ) -> TrainingConfiguration {
        TrainingConfiguration(
            epochs: epochs, batchSize: 32, learningRate: learningRate, schedule: .cosine, asOfStrideDays: 1,
            scenarioBalance: 0.5, attributeDropout: TrainingConfiguration.AttributeDropout(name: 0.2, other: 0.1),
            penalty: TrainingConfiguration.Penalty(generators: 1e-5, static: 1e-5), threads: 0, seed: seed)
    }

    static func request(
        _ split: TrainingRequest.Split = .production, training: TrainingConfiguration = training(), until: Day? = nil,
        threads: Int = 2
    ) -> TrainingRequest {
        TrainingRequest(
            configuration: AdcastConfiguration(
                database: "toy.sqlite", models: "models", columns: columns, tasks: tasks, windowDays: windowDays,
                horizonDays: horizonDays, model: model, training: training),
            architecture: "m2m", split: split, until: until, threads: threads)
    }

    static func train(
        _ request: TrainingRequest = request(), on source: InMemoryHistorySource = source(),
        observer: TrainingObserver = TrainingObserver()
    ) throws -> TrainedModel {
        try TrainingRun(source: source, request: request, observer: observer).train()
    }
}
