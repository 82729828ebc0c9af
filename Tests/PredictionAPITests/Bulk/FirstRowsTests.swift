import AdvertiserDomain
import ForecastModels
import TensorCore
import Testing

@testable import Inference
@testable import PredictionAPI

struct FirstRowsTests {
    private func row(_ advertiser: String, _ scenario: String, _ value: Float?) -> PlatformRow {
        let numbers = value.map { [Forecast(mean: 0, point: 7), Forecast(mean: $0, point: 1)] }
        return PlatformRow(
            advertiser: advertiser,
            forecast: AdvertiserForecast(
                asOf: Day(number: 0), firstDay: Day(number: 1), lastDay: Day(number: 7), isInSample: false,
                scenarios: [
                    ScenarioForecast(scenario: scenario, status: .ok, historyDays: 1, forecasts: numbers)
                ]))
    }

    private func names(_ rows: [PlatformRow]) -> [String] { rows.map { "\($0.advertiser)\($0.scenario)" } }

    @Test func tiesGoByAdvertiserThenScenarioAndMissingNumbersLast() {
        let rows = [
            row("b", "y", 1), row("a", "z", 1), row("c", "x", nil), row("a", "x", 1), row("d", "x", 2),
            row("B", "x", nil),
        ]
        for (isDescending, expected) in [
            (false, ["ax", "az", "by", "dx", "Bx", "cx"]), (true, ["dx", "ax", "az", "by", "Bx", "cx"]),
        ] {
            var first = FirstRows(ForecastOrder(task: 1, field: .mean, isDescending: isDescending), limit: nil)
            for row in rows { first.insert(row) }
            #expect(names(first.sorted()) == expected)
        }
    }

    @Test func tiesGoByTheBytesOfNames() {
        let rows = [row("\u{E9}", "x", 1), row("e\u{301}", "y", 1)]
        let order = ForecastOrder(task: 1, field: .mean, isDescending: true)
        #expect(rows.sorted(by: order.places).map(\.scenario) == ["y", "x"])
    }

    @Test("The first of many", arguments: [1, 10, 1_500, 5_000])
    func limited(limit: Int) {
        var generator = SeededGenerator(seed: 1)
        let rows = (0..<4_000).map { row("a\($0)", "x", Float(Int(generator.uniform() * 500))) }
        let order = ForecastOrder(task: 1, field: .mean, isDescending: true)
        var first = FirstRows(order, limit: limit)
        for row in rows { first.insert(row) }
        #expect(names(first.sorted()) == names(Array(rows.sorted(by: order.places).prefix(limit))))
    }
}
