import AdvertiserDomain
import Features
import Foundation
import Testing

@testable import ForecastModels

@Suite struct ForecastRuleTests {
    private static let tasks = [
        PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
        PredictionTask(name: "days", column: "clicks", aggregate: .activeDays, unit: "days"),
        PredictionTask(name: "active", column: "clicks", aggregate: .active, unit: ""),
    ]

    private func rule(
        _ head: ModelConfiguration.Head = .hurdle, decision: DecisionMetric = .smape, levels: QuantileLevels? = nil
    ) -> ForecastRule {
        ForecastRule(
            tasks: Self.tasks, taskScales: [200, 4, 1], horizonDays: 7, head: head, decision: decision, levels: levels)
    }

    private func forecast(_ rule: ForecastRule, task: Int, _ outputs: [Float]) -> Forecast {
        outputs.withUnsafeBufferPointer { rule.forecast(task: task, outputs: $0) }
    }

    @Test func aPoissonHeadGivesItsMeanAndNothingElse() {
        let forecast = forecast(rule(.poisson), task: 0, [0.5])
        #expect(abs(forecast.mean - 200 * exp(0.5)) < 1e-3)
        #expect(forecast == Forecast(mean: forecast.mean, point: forecast.mean))
        #expect(self.forecast(rule(.poisson), task: 2, [1]).activeProbability == nil)
    }

    @Test func amountsAreInTheTasksUnit() throws {
        // p just below 0.9, the median of positives is one task scale.
        let outputs: [Float] = [0.5, Float(log(8.99)), 0, -1]
        let forecast = forecast(rule(), task: 0, outputs)
        #expect(abs(forecast.mean - 200 * exp(0.5)) < 1e-3)
        #expect(abs(forecast.point - 200) < 1e-3)
        #expect(abs(try #require(forecast.activeProbability) - 0.9) < 1e-3)
        #expect(forecast.p10 == 0)
        // The median of everything lies below that of positives.
        let median = try #require(forecast.p50)
        #expect(median > 150 && median < 200)
        #expect(try #require(forecast.p90) > 200)
        #expect(self.forecast(rule(decision: .nmae), task: 0, outputs).point == median)
    }

    @Test func quantilesAreReadAtTheirLevelsAndThePointIsNot() throws {
        let levels = QuantileLevels(Array(repeating: [0.05, 0.7, 0.95], count: 3))
        let outputs: [Float] = [0, 3, 0.2, -1]
        let plain = forecast(rule(decision: .nmae), task: 0, outputs)
        let calibrated = forecast(rule(decision: .nmae, levels: levels), task: 0, outputs)
        #expect(calibrated.point == plain.point && calibrated.mean == plain.mean)
        #expect(try #require(calibrated.p10) <= #require(plain.p10))
        #expect(try #require(calibrated.p50) > #require(plain.p50))
        #expect(try #require(calibrated.p90) > #require(plain.p90))
    }

    @Test func whereActivityIsUnlikelyThePointIsZero() {
        #expect(forecast(rule(), task: 0, [0, -1, 0, 0]).point == 0)
        #expect(forecast(rule(), task: 0, [0, 2, 0, 0]).point > 0)
    }

    @Test(arguments: [(-1.2, 1), (-0.3, 3), (0.3, 5), (0.56, 7), (2, 7)] as [(Float, Float)])
    func activeDaysAreWholeAndAtMostTheHorizon(location: Float, days: Float) throws {
        let forecast = forecast(rule(), task: 1, [3, 4, location, -1])
        #expect(forecast.mean == 7)
        #expect(forecast.point == days)
        for quantile in [forecast.p10, forecast.p50, forecast.p90] {
            let quantile = try #require(quantile)
            #expect(quantile == quantile.rounded() && (0...7).contains(quantile))
        }
    }

    @Test func activityIsDecidedAtAHalf() {
        let likely = forecast(rule(), task: 2, [0.1])
        #expect(likely.point == 1 && likely.activeProbability == likely.mean)
        #expect(likely.p10 == 0 && likely.p50 == 1 && likely.p90 == 1)
        #expect(forecast(rule(), task: 2, [-0.1]).point == 0)
    }

    @Test(arguments: [[.nan, 0, 0, 0], [0, .nan, 0, 0], [0, 3, .nan, 0], [0, 3, 0, .nan]] as [[Float]])
    func whatIsNotANumberIsNotFinite(outputs: [Float]) {
        #expect(!forecast(rule(), task: 0, outputs).isFinite)
    }

    @Test(arguments: [[80, 60, 90, 90], [-80, -60, -90, -90], [0, 60, 90, -90]] as [[Float]])
    func extremeOutputsStayFinite(outputs: [Float]) {
        for task in 0..<2 { #expect(forecast(rule(), task: task, outputs).isFinite) }
    }

    /// Days of activity are whole: where an outcome lies is a place within its half day up and down.
    @Test func placesOfWholeDaysMeetWithoutAGap() throws {
        let outputs: [Float] = [0, 1, 0, -1]
        func place(_ outcome: Float, _ uniform: Double) throws -> Double {
            try #require(
                outputs.withUnsafeBufferPointer {
                    rule().probabilityIntegral(task: 1, outputs: $0, outcome: outcome, uniform: uniform)
                })
        }
        #expect(try place(0, 0) == 0)
        for outcome in 0..<7 {
            let end = try place(Float(outcome), 1)
            let start = try place(Float(outcome + 1), 0)
            #expect(abs(end - start) < 1e-9)
        }
        #expect(try place(7, 1) == 1)
    }
}
