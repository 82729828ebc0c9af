import Foundation
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct HurdleDistributionTests {
    /// p = 0.75, μ = ln 2, s = 1.538·(0.5 + 0.05).
    private let distribution = HurdleDistribution(
        logit: Float(log(3.0)), location: Float(log(2.0)), rawSpread: Float(log(exp(0.5) - 1)))

    @Test func readsItsOutputs() {
        #expect(abs(distribution.activeProbability - 0.75) < 1e-6)
        #expect(abs(distribution.deviation - 1.538 * 0.55) < 1e-6)
    }

    @Test func quantilesAreThoseOfTheMixture() {
        #expect(distribution.quantile(at: 0.2) == 0)
        #expect(distribution.quantile(at: 0.249) == 0)
        // Half of the 75 % that are active lie below the median of positives.
        #expect(abs(distribution.quantile(at: 0.25 + 0.375) - 2) < 1e-5)
        // (0.9 − 0.25)/0.75 = 0.8667, whose deviate is 1.1108.
        #expect(abs(distribution.quantile(at: 0.9) - 2 * exp(0.8459 * 1.11077)) < 1e-3)
    }

    @Test func probabilityIntegralUndoesTheQuantile() {
        for level in [0.3, 0.5, 0.77, 0.99] {
            let place = distribution.probabilityIntegral(of: distribution.quantile(at: level), uniform: 0.4)
            #expect(abs(place - level) < 1e-9)
        }
        #expect(abs(distribution.probabilityIntegral(of: 0, uniform: 0.4) - 0.1) < 1e-6)
    }

    /// The rule against a search over many forecasts, each with its mean SMAPE term over random outcomes.
    @Test(arguments: [(-0.4, 0.2), (0.1, 0.6), (0.4, 1.2), (0.9, 0.05), (3.0, 2.0)])
    func noOtherPointHasALowerSymmetricError(logit: Double, rawSpread: Double) {
        let distribution = HurdleDistribution(logit: Float(logit), location: 0.3, rawSpread: Float(rawSpread))
        var generator = SeededGenerator(seed: 11)
        let outcomes = (0..<20_000).map { _ in
            generator.uniformDouble() < distribution.activeProbability
                ? exp(distribution.location + distribution.deviation * generator.normal()) : 0
        }
        func cost(_ forecast: Double) -> Double {
            outcomes.reduce(0) { sum, outcome in
                outcome + forecast > 0 ? sum + 2 * abs(outcome - forecast) / (outcome + forecast) : sum
            } / Double(outcomes.count)
        }
        let chosen = cost(distribution.symmetricPoint)
        for forecast in [0, 0.2, 0.5, 0.8, 1, 1.35, 1.7, 2.5, 5] {
            #expect(chosen <= cost(forecast) + 0.01, "\(forecast) is better")
        }
    }

    @Test func whatIsNotANumberStaysVisible() {
        let broken = HurdleDistribution(logit: .nan, location: 0, rawSpread: 0)
        #expect(broken.activeProbability.isNaN && broken.quantile(at: 0.9).isNaN)
    }
}
