import AdvertiserDomain
import Features
import ForecastModels
import Testing

@testable import Inference

struct ForecastEngineTests {
    let world: TinyWorld
    let engine: ForecastEngine

    init() throws {
        world = try TinyWorld()
        engine = try world.engine()
    }

    private func history(_ snapshots: [DailySnapshot]) -> AdvertiserHistory {
        AdvertiserHistory(advertiser: "new", profile: [.unknown], snapshots: snapshots)
    }

    private func snapshot(_ scenario: String, daysBeforeLast: Int) -> DailySnapshot {
        DailySnapshot(scenario: scenario, day: TinyWorld.lastDay - daysBeforeLast, measures: [1, 20])
    }

    @Test func scenariosWithARowInTheWindowAreTheDefault() throws {
        let history = history([snapshot("search", daysBeforeLast: 9), snapshot("display", daysBeforeLast: 10)])
        let forecast = try engine.forecast(
            ForecastQuery(history: history, scenarios: world.scenarios, asOf: TinyWorld.lastDay))
        #expect(forecast.scenarios.map(\.scenario) == ["search"])
        #expect(forecast.asOf == TinyWorld.lastDay)
        #expect(forecast.firstDay == TinyWorld.lastDay + 1)
        #expect(forecast.lastDay == TinyWorld.lastDay + 7)
    }

    @Test func statusSaysWhatTheForecastRestsOn() throws {
        let video = ScenarioRecord(name: "video", attributes: [.text("cpm")])
        let history = history([
            snapshot("audio", daysBeforeLast: 9), snapshot("display", daysBeforeLast: 8),
            snapshot("search", daysBeforeLast: 9), snapshot("search", daysBeforeLast: 0),
        ])
        let forecast = try engine.forecast(
            ForecastQuery(
                history: history, scenarios: world.scenarios + [video],
                requested: ["video", "search", "audio", "display"], asOf: TinyWorld.lastDay))
        #expect(forecast.scenarios.map(\.scenario) == ["video", "search", "audio", "display"])
        #expect(forecast.scenarios.map(\.status) == [.coldScenario, .ok, .coldScenario, .shortHistory])
        #expect(forecast.scenarios.map(\.historyDays) == [0, 10, 10, 9])
        for scenario in forecast.scenarios {
            let forecasts = try #require(scenario.forecasts)
            #expect(forecasts.count == 2)
            for forecast in forecasts {
                #expect(forecast.mean > 0)
                #expect(forecast.point == forecast.mean)
                #expect(forecast.p50 == nil)
            }
            #expect(forecasts[1].mean <= 7)
        }
    }

    @Test func aKnownScenarioWithoutRowsIsScoredFromZeros() throws {
        let forecast = try engine.forecast(
            ForecastQuery(
                history: history([snapshot("search", daysBeforeLast: 9)]), scenarios: world.scenarios,
                requested: ["display"], asOf: TinyWorld.lastDay))
        #expect(forecast.scenarios.map(\.status) == [.shortHistory])
        #expect(forecast.scenarios[0].historyDays == 0)
        #expect(forecast.scenarios[0].forecasts?.count == 2)
    }

    @Test func withoutAnyRowNothingIsForecast() throws {
        let before = history([snapshot("search", daysBeforeLast: 10)])
        let named = try engine.forecast(
            ForecastQuery(
                history: before, scenarios: world.scenarios, requested: ["search", "display"],
                asOf: TinyWorld.lastDay))
        #expect(named.scenarios.map(\.status) == [.noHistory, .noHistory])
        #expect(named.scenarios.allSatisfy { $0.forecasts == nil && $0.historyDays == 0 })
        let unnamed = try engine.forecast(
            ForecastQuery(history: before, scenarios: world.scenarios, asOf: TinyWorld.lastDay))
        #expect(unnamed.scenarios.isEmpty)
    }

    @Test("In sample where the horizon overlaps the labels", arguments: [(3, true), (22, true), (29, false)])
    func inSample(dayOffset: Int, isInSample: Bool) throws {
        let forecast = try engine.forecast(world.query(0, asOf: TinyWorld.firstDay + dayOffset))
        #expect(forecast.isInSample == isInSample)
    }

    @Test func aHorizonBeforeTheFirstLabelIsNotInSample() throws {
        // The first label day is day 10: the horizon of day 2 ends on day 9.
        #expect(try engine.forecast(world.query(0, asOf: TinyWorld.firstDay + 2)).isInSample == false)
    }

    @Test func aForecastDoesNotDependOnItsBatchMates() throws {
        let queries = (0..<12).flatMap { advertiser in
            (9..<30).map { day in world.query(advertiser, asOf: TinyWorld.firstDay + day) }
        }
        // More rows than one slice holds, so that several slices run at once.
        let together = try engine.forecasts(queries.map { .success($0) }).map { try $0.get() }
        #expect(together.flatMap(\.scenarios).count > 256)
        for (query, forecast) in zip(queries, together) {
            let alone = try engine.forecast(query)
            for (scenario, other) in zip(forecast.scenarios, alone.scenarios) {
                #expect(scenario.scenario == other.scenario)
                for (number, otherNumber) in zip(scenario.forecasts ?? [], other.forecasts ?? []) {
                    #expect(abs(number.mean - otherNumber.mean) <= 1e-5 * abs(otherNumber.mean))
                }
            }
        }
    }

    @Test func advertisersAndDaysDiffer() throws {
        let means = try (0..<12).map { try engine.forecast(world.query($0)).scenarios[0].forecasts?[0].mean }
        #expect(Set(means).count == 12)
    }

    @Test func oneQueryAtFaultLeavesTheOthers() throws {
        let misfit = ForecastQuery(
            history: AdvertiserHistory(advertiser: "x", profile: [], snapshots: []), scenarios: world.scenarios,
            asOf: TinyWorld.lastDay)
        let outcomes = engine.forecasts([.success(world.query(0)), .success(misfit), .success(world.query(1))])
        #expect(throws: FeatureError.malformedHistory(advertiser: "x", table: "advertisers", found: 0, expected: 1)) {
            try outcomes[1].get()
        }
        let expected = try engine.forecast(world.query(1))
        let found = try outcomes[2].get()
        #expect(found.scenarios.map(\.scenario) == expected.scenarios.map(\.scenario))
        #expect(try outcomes[0].get().scenarios.isEmpty == false)
    }
}
