import Testing

@testable import Evaluation

@Suite struct QuantileMetricsTests {
    @Test func sharesAndLossesByHand() throws {
        var metrics = QuantileMetrics(taskCount: 2, levels: [0.1, 0.9])
        #expect(metrics.coverage(task: 0).isEmpty)
        // Outcomes 0, 2, 10 with quantiles 0 and 8, which would have been 1 and 6 uncalibrated.
        for outcome in [0.0, 2, 10] {
            metrics.add(task: 1, forecasts: [0, 8], uncalibrated: [1, 6], outcome: outcome)
        }
        #expect(metrics.coverage(task: 0).isEmpty)
        let coverage = metrics.coverage(task: 1)
        #expect(coverage.map(\.level) == [0.1, 0.9])
        #expect(coverage[0].below == 0 && abs(coverage[0].atOrBelow - 1.0 / 3) < 1e-12)
        #expect(coverage[1].below == 2.0 / 3 && coverage[1].atOrBelow == 2.0 / 3)
        // Level 0.1: (0 + 0.2 + 1)/3. Level 0.9: (0.8 + 0.6 + 1.8)/3.
        #expect(abs(coverage[0].pinballLoss - 0.4) < 1e-12)
        #expect(abs(coverage[1].pinballLoss - 3.2 / 3) < 1e-12)
        // (0.9 + 0.1 + 0.9)/3 and (0.6 + 0.4 + 3.6)/3.
        #expect(abs(coverage[0].uncalibratedPinballLoss - 1.9 / 3) < 1e-12)
        #expect(abs(coverage[1].uncalibratedPinballLoss - 4.6 / 3) < 1e-12)
    }
}
