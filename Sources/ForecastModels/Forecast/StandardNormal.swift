import Foundation

/// The normal distribution of mean 0 and deviation 1.
enum StandardNormal {
    /// Φ(z).
    static func cumulative(_ deviation: Double) -> Double {
        0.5 * erfc(-deviation / 2.0.squareRoot())
    }

    /// Φ⁻¹(p), to about 1e-9 for p from 1e-300 to 1 − 1e-16; −∞ at 0 and ∞ at 1.
    ///
    /// Acklam's rational approximation, followed by one step of Halley's method.
    static func quantile(_ probability: Double) -> Double {
        guard probability > 0 else { return probability == 0 ? -.infinity : .nan }
        guard probability < 1 else { return probability == 1 ? .infinity : .nan }
        let rough = approximateQuantile(probability)
        let slope = exp(-0.5 * rough * rough) / (2 * Double.pi).squareRoot()
        guard slope > 0 else { return rough }
        let error = (cumulative(rough) - probability) / slope
        return rough - error / (1 + 0.5 * rough * error)
    }

    private static func approximateQuantile(_ probability: Double) -> Double {
        let tail = 0.02425
        func outer(_ share: Double) -> Double {
            let q = (-2 * log(share)).squareRoot()
            let numerator =
                ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                    - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783
            let denominator =
                (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                    + 3.754408661907416) * q + 1
            return numerator / denominator
        }
        if probability < tail { return outer(probability) }
        if probability > 1 - tail { return -outer(1 - probability) }
        let q = probability - 0.5
        let r = q * q
        let numerator =
            (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239) * q
        let denominator =
            ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1
        return numerator / denominator
    }
}
