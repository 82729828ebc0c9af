import Foundation
import NeuralNetwork

/// An amount that is zero with probability 1 − p and log-normal otherwise, in units of the task's scale.
struct HurdleDistribution {
    /// p.
    let activeProbability: Double
    /// μ, the median of ln y where y > 0.
    let location: Double
    /// s, the standard deviation of ln y where y > 0.
    let deviation: Double

    /// What the loss √(1 + z²) + ln σ settles at is the deviation of normal residuals over this.
    static let deviationPerSpread = 1.538

    /// - Parameters:
    ///   - logit: of activity.
    ///   - rawSpread: σ = softplus(rawSpread) + 0.05.
    init(logit: Float, location: Float, rawSpread: Float) {
        activeProbability = 1 / (1 + exp(-Double(logit)))
        self.location = Double(location)
        deviation = Self.deviationPerSpread * Double(Tape.spread(ofRaw: rawSpread))
    }

    /// The least y with P(outcome ≤ y) ≥ `level`.
    func quantile(at level: Double) -> Double {
        let inactive = 1 - activeProbability
        if level <= inactive { return 0 }
        return exp(location + deviation * StandardNormal.quantile((level - inactive) / activeProbability))
    }

    /// The forecast of the least expected SMAPE: 0 costs 2 where y > 0; the median of positives costs 2 where y = 0 and
    /// 2·m(s) else.
    var symmetricPoint: Double {
        let ofMedian = SymmetricError.ofMedian(deviation: deviation)
        return 1 - activeProbability > (1 - ofMedian) / (2 - ofMedian) ? 0 : exp(location)
    }

    /// P(outcome ≤ y) where y > 0; for y = 0, where the distribution has an atom, a place in it.
    ///
    /// - Parameter uniform: from 0 to 1.
    func probabilityIntegral(of outcome: Double, uniform: Double) -> Double {
        let inactive = 1 - activeProbability
        guard outcome > 0 else { return uniform * inactive }
        return inactive + activeProbability * StandardNormal.cumulative((log(outcome) - location) / deviation)
    }
}
