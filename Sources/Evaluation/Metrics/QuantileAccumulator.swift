/// How often outcomes lie below a quantile's forecasts, and what the quantile costs.
struct QuantileAccumulator: Equatable, Sendable {
    private var samples = 0
    private var below = 0
    private var atOrBelow = 0
    private var pinball = 0.0
    private var uncalibratedPinball = 0.0

    /// - Parameters:
    ///   - level: τ.
    ///   - quantile: the forecast.
    ///   - uncalibrated: what the distribution says at τ itself.
    mutating func add(level: Double, quantile: Double, uncalibrated: Double, outcome: Double) {
        samples += 1
        if outcome < quantile { below += 1 }
        if outcome <= quantile { atOrBelow += 1 }
        pinball += Self.pinball(level: level, quantile: quantile, outcome: outcome)
        uncalibratedPinball += Self.pinball(level: level, quantile: uncalibrated, outcome: outcome)
    }

    /// `nil` without samples.
    func coverage(level: Double) -> QuantileCoverage? {
        guard samples > 0 else { return nil }
        let count = Double(samples)
        return QuantileCoverage(
            level: level, below: Double(below) / count, atOrBelow: Double(atOrBelow) / count,
            pinballLoss: pinball / count, uncalibratedPinballLoss: uncalibratedPinball / count)
    }

    /// (y − q)·τ above the quantile, (q − y)·(1 − τ) below it: least, on average, for the quantile of level τ.
    private static func pinball(level: Double, quantile: Double, outcome: Double) -> Double {
        max((outcome - quantile) * level, (quantile - outcome) * (1 - level))
    }
}
