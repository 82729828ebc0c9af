import AdvertiserDomain
import Features
import ForecastModels
import Testing

@testable import Inference

struct ForecastEnginePlatformTests {
    let world: TinyWorld
    let engine: ForecastEngine

    init() throws {
        world = try TinyWorld()
        engine = try world.engine()
    }

    @Test func pairsAreForecastAsTheirAdvertisersAre() throws {
        let late = AdvertiserHistory(
            advertiser: "late", profile: [.unknown],
            snapshots: [
                DailySnapshot(scenario: "audio", day: TinyWorld.lastDay, measures: [1, 20]),
                DailySnapshot(scenario: "display", day: TinyWorld.lastDay - 10, measures: [1, 20]),
                DailySnapshot(scenario: "search", day: TinyWorld.lastDay - 3, measures: [1, 20]),
            ])
        let histories = world.histories + [late]
        let pairs = try engine.pairForecasts(
            HistoryBatch(histories), scenarios: world.scenarios, asOf: TinyWorld.lastDay)
        #expect(pairs.map(\.count) == [Int](repeating: 2, count: 13))
        for (history, outcomes) in zip(histories, pairs) {
            let single = try engine.forecast(
                ForecastQuery(history: history, scenarios: world.scenarios, asOf: TinyWorld.lastDay))
            let forecasts = try outcomes.map { try $0.get() }
            #expect(forecasts.map(\.isInSample) == [single.isInSample, single.isInSample])
            #expect(forecasts.map(\.lastDay) == [single.lastDay, single.lastDay])
            for (pair, scenario) in zip(forecasts.flatMap(\.scenarios), single.scenarios) {
                #expect(pair.scenario == scenario.scenario)
                #expect(pair.status == scenario.status)
                #expect(pair.historyDays == scenario.historyDays)
                for (one, other) in zip(try #require(pair.forecasts), try #require(scenario.forecasts)) {
                    #expect(abs(one.mean - other.mean) <= 1e-5 * other.mean)
                }
            }
        }
        #expect(try pairs[12].map { try $0.get().scenarios[0].status } == [.coldScenario, .shortHistory])
    }

    @Test func scenariosThatAreNotWantedAreLeftOut() throws {
        let pairs = try engine.pairForecasts(
            HistoryBatch(world.histories), scenarios: world.scenarios, asOf: TinyWorld.lastDay,
            isWanted: { $0 == "search" })
        #expect(
            try pairs.joined().map { try $0.get().scenarios.map(\.scenario) }
                == [[String]](repeating: ["search"], count: 12))
        let none = try engine.pairForecasts(
            HistoryBatch([]), scenarios: world.scenarios, asOf: TinyWorld.lastDay)
        #expect(none.isEmpty)
    }

    @Test func aPassGivesEveryPairOnceWhateverItsBatches() throws {
        let whole = try engine.pairForecasts(
            HistoryBatch(world.histories), scenarios: world.scenarios, asOf: TinyWorld.lastDay)
        // Batches of three pairs of advertisers with two each.
        let pass = HistoryPass(
            over: world.source, from: TinyWorld.lastDay - 9, through: TinyWorld.lastDay, advertisersPerPage: 5,
            pairsPerBatch: 3)
        var names: [String] = []
        var pairs: [ScenarioForecast] = []
        try pass.forEachBatch { batch in
            (batch.histories, try engine.pairForecasts(batch, scenarios: world.scenarios, asOf: TinyWorld.lastDay))
        } deliver: { histories, outcomes in
            #expect(outcomes.joined().count <= 3)
            for (history, outcomes) in zip(histories, outcomes) {
                for outcome in outcomes {
                    names.append(history.advertiser)
                    pairs += try outcome.get().scenarios
                }
            }
        }
        #expect(names == world.histories.flatMap { [$0.advertiser, $0.advertiser] })
        #expect(pairs.agree(with: try whole.joined().flatMap { try $0.get().scenarios }))
    }

    @Test func withoutHistoryThereAreNoNumbers() {
        let forecast = engine.withoutHistory(asOf: TinyWorld.lastDay, scenarios: ["search", "display"])
        #expect(forecast.scenarios.map(\.scenario) == ["search", "display"])
        #expect(forecast.scenarios.allSatisfy { $0.status == .noHistory && $0.forecasts == nil })
    }

    @Test func aPoissonHeadGivesMeanAndPoint() {
        #expect(engine.manifest.forecastFields == [.mean, .point])
        #expect(engine.decision == "mean")
        let forecast = Forecast(mean: 1, point: 2, activeProbability: 0.5, p10: 3, p50: 4, p90: 5)
        #expect(ForecastField.allCases.map { $0.value(in: forecast) } == [1, 2, 0.5, 3, 4, 5])
        #expect(ForecastField.p90.value(in: Forecast(mean: 1, point: 1)) == nil)
    }
}
