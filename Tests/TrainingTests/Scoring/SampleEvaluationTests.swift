import AdvertiserDomain
import Evaluation
import Features
import ForecastModels
import Testing

@testable import Training

@Suite struct SampleEvaluationTests {
    private func evaluation(_ world: FittedWorld) -> SampleEvaluation {
        SampleEvaluation(
            of: world.samples, scorer: world.scorer(),
            encoder: world.encoder)
    }

    /// The clicks of a sample's series from one day offset to another, both included.
    private func clicks(_ world: FittedWorld, _ sample: Sample, _ days: ClosedRange<Int>) -> Double {
        let panel = world.panel
        return days.reduce(0) { sum, day in
            sum + Double(panel.values[(Int(sample.series) * panel.dayCount + day) * panel.measureCount + 1])
        }
    }

    @Test func outcomesAndLastWeekAreReadFromTheDays() throws {
        let world = try FittedWorld(asOf: 20...24)
        let evaluation = evaluation(world)
        let repeated = try #require(evaluation.repeated)
        #expect(evaluation.samples == world.samples)
        #expect(evaluation.forecasts.count == 3 * world.samples.count)
        for (row, sample) in world.samples.enumerated() {
            let asOf = Int(sample.asOf)
            let outcome = Double(evaluation.outcomes[3 * row])
            #expect(abs(outcome - clicks(world, sample, asOf + 1...asOf + 7)) < 1e-4 * max(1, outcome))
            let lastWeek = Double(repeated[3 * row])
            #expect(abs(lastWeek - clicks(world, sample, asOf - 6...asOf)) < 1e-4 * max(1, lastWeek))
            // Strong days of the coming week, and of the last one.
            let advertiser = try #require(Int(world.panel.advertiser(of: sample).suffix(2)))
            func strongDays(_ days: ClosedRange<Int>) -> Float {
                Float(days.count { TwoWeekWorld.isStrong(advertiser: advertiser, day: $0) })
            }
            #expect(evaluation.outcomes[3 * row + 1] == strongDays(asOf + 1...asOf + 7))
            #expect(repeated[3 * row + 1] == strongDays(asOf - 6...asOf))
            #expect(evaluation.outcomes[3 * row + 2] == (evaluation.outcomes[3 * row + 1] > 0 ? 1 : 0))
        }
    }

    @Test func metricsAreThoseOfTheCells() throws {
        let world = try FittedWorld(asOf: 20...24)
        let evaluation = evaluation(world)
        for (scenario, record) in world.panel.scenarios.enumerated() {
            let rows = world.samples.indices.filter { world.panel.scenario(of: world.samples[$0]) == record.name }
            let cell = try #require(evaluation.metrics.cell(scenario: scenario, task: 0))
            #expect(cell.samples == rows.count)
            func sum(_ values: (Int) -> Float) -> Double { rows.reduce(0) { $0 + Double(values(3 * $1)) } }
            let outcomes = sum { evaluation.outcomes[$0] }
            let errors = sum { abs(evaluation.forecasts[$0].mean - evaluation.outcomes[$0]) }
            #expect(abs(try #require(cell.mean.nmae) - errors / outcomes) < 1e-6)
            #expect(abs(try #require(cell.bias) - sum { evaluation.forecasts[$0].mean } / outcomes) < 1e-6)
            let repeated = try #require(evaluation.repeated)
            let lastWeekErrors = sum { abs(repeated[$0] - evaluation.outcomes[$0]) }
            #expect(abs(try #require(cell.lastWeek?.nmae) - lastWeekErrors / outcomes) < 1e-6)
            #expect(cell.point == cell.mean)
        }
    }

    // MARK: Chart

    @Test func theChartAddsUpAdvertisersByDate() throws {
        let world = try FittedWorld(asOf: 20...24)
        let evaluation = evaluation(world)
        let chart = evaluation.chart(task: 0, scenario: nil, encoder: world.encoder)
        #expect(chart.title == "clicks, all scenarios: forecast and outcome")
        #expect(chart.valueLabel == "clicks over the next 7 days")
        #expect(chart.days == (20...24).map(TwoWeekWorld.day))
        #expect(chart.series.map(\.name) == ["last week", "outcome", "forecast"])
        #expect(chart.series.map(\.role) == [.baseline, .outcome, .forecast])
        for (position, day) in (20...24).enumerated() {
            let rows = world.samples.indices.filter { Int(world.samples[$0].asOf) == day }
            for (series, values) in [evaluation.repeated ?? [], evaluation.outcomes, evaluation.forecasts.map(\.mean)]
                .enumerated()
            {
                let expected = rows.reduce(0.0) { $0 + Double(values[3 * $1]) }
                let found = try #require(chart.series[series].values[position])
                #expect(abs(found - expected) < 1e-6 * expected)
            }
        }
    }

    @Test func theChartOfAScenarioLeavesOutTheOthers() throws {
        let world = try FittedWorld(asOf: 20...24)
        let evaluation = evaluation(world)
        let parts = ["feed", "search"].map { evaluation.chart(task: 1, scenario: $0, encoder: world.encoder) }
        let whole = evaluation.chart(task: 1, scenario: nil, encoder: world.encoder)
        #expect(parts[0].title == "order_days, feed: forecast and outcome")
        #expect(parts[0].valueLabel == "days over the next 7 days")
        for position in whole.days.indices {
            let sum = parts.reduce(0.0) { $0 + ($1.series[1].values[position] ?? 0) }
            #expect(abs(sum - (whole.series[1].values[position] ?? 0)) < 1e-6)
        }
        #expect(evaluation.chart(task: 0, scenario: "nowhere", encoder: world.encoder).days.isEmpty)
    }
}
