import Evaluation
import Features
import Testing

@testable import Training

@Suite struct ForecastMetricsSamplesTests {
    @Test(arguments: [1, 7, 1_000]) func areThoseOfAllForecastsAtOnce(stretch: Int) throws {
        let world = try FittedWorld(asOf: 20...24)
        let whole = SampleEvaluation(of: world.samples, scorer: world.scorer(), encoder: world.encoder)
        let metrics = ForecastMetrics(
            of: world.samples, scorer: world.scorer(), encoder: world.encoder, stretch: stretch)
        #expect(metrics.samples == world.samples.count)
        #expect(metrics.overall.lastWeek != nil)
        for scenario in 0..<metrics.scenarioCount {
            for task in 0..<metrics.taskCount {
                let cell = try #require(metrics.cell(scenario: scenario, task: task))
                let expected = try #require(whole.metrics.cell(scenario: scenario, task: task))
                #expect(cell.samples == expected.samples)
                #expect(cell.lastWeek == expected.lastWeek)
                for (one, other) in zip(Self.errors(cell), Self.errors(expected)) {
                    #expect(abs(one - other) < 1e-5 * other, "scenario \(scenario), task \(task)")
                }
            }
        }
    }

    /// What depends on forecasts, which may differ in the last bit with how many are made at once: matrix products of other
    /// heights are other kernels on some processors.
    private static func errors(_ cell: CellMetrics) -> [Double] {
        [cell.mean, cell.point].flatMap { [$0.nmae ?? .nan, $0.smape ?? .nan] } + [cell.bias ?? .nan]
    }

    @Test func oneSampleWithoutALastWeekLeavesAllWithoutIt() throws {
        let world = try FittedWorld(asOf: 20...24)
        let early = Sample(series: world.samples[0].series, asOf: 5)
        #expect(world.encoder.repeatsLabels(of: world.samples))
        #expect(!world.encoder.repeatsLabels(of: world.samples + [early]))
    }
}
