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
        #expect(metrics == whole.metrics)
    }

    @Test func oneSampleWithoutALastWeekLeavesAllWithoutIt() throws {
        let world = try FittedWorld(asOf: 20...24)
        let early = Sample(series: world.samples[0].series, asOf: 5)
        #expect(world.encoder.repeatsLabels(of: world.samples))
        #expect(!world.encoder.repeatsLabels(of: world.samples + [early]))
    }
}
