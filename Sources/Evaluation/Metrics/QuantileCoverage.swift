/// Whether outcomes keep to a quantile that was forecast for them.
///
/// Many outcomes are exactly 0, and so are many quantiles: a right quantile of level τ has a share of outcomes below it
/// of at most τ, and a share at or below it of at least τ.
package struct QuantileCoverage: Codable, Equatable, Sendable {
    /// τ.
    package let level: Double
    /// The share of outcomes below the quantile.
    package let below: Double
    /// The share of outcomes at or below it.
    package let atOrBelow: Double
    /// The mean pinball loss, in the task's unit.
    package let pinballLoss: Double
    /// That of the distribution as it was before calibration.
    package let uncalibratedPinballLoss: Double

    /// What calibration changed of the pinball loss, as a share of it; `nil` where there was no loss.
    package var calibrationChange: Double? {
        uncalibratedPinballLoss > 0 ? pinballLoss / uncalibratedPinballLoss - 1 : nil
    }

    /// How tables head a level, such as `p10`.
    static func title(ofLevel level: Double) -> String { "p\(Int(exactly: (level * 100).rounded()) ?? 0)" }

    private enum CodingKeys: String, CodingKey {
        case level, below
        case atOrBelow = "at_or_below"
        case pinballLoss = "pinball_loss"
        case uncalibratedPinballLoss = "uncalibrated_pinball_loss"
    }
}
