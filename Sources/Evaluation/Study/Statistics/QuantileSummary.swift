/// Whether outcomes keep to one quantile of a task, the mean over seeds.
package struct QuantileSummary: Codable, Equatable, Sendable {
    /// How far a share may lie beyond τ before the quantile counts as missed: outcomes of one period go up and down
    /// together.
    package static let tolerance = 0.03

    /// τ.
    package let level: Double
    /// The share of outcomes below the quantile.
    package let below: Double
    /// The share of outcomes at or below it.
    package let atOrBelow: Double
    /// Whether both shares keep to τ within ``tolerance``.
    package let holds: Bool
    /// The mean pinball loss, in the task's unit.
    package let pinballLoss: Double
    /// That of the distributions as they were before calibration.
    package let uncalibratedPinballLoss: Double
    /// What calibration changed of the loss, as a share of it; `nil` where there was none.
    package let calibrationChange: Double?

    private enum CodingKeys: String, CodingKey {
        case level, below, holds
        case atOrBelow = "at_or_below"
        case pinballLoss = "pinball_loss"
        case uncalibratedPinballLoss = "uncalibrated_pinball_loss"
        case calibrationChange = "calibration_change"
    }

    /// - Parameter seeds: at least one.
    init(level: Double, _ seeds: [QuantileCoverage]) {
        func mean(_ value: (QuantileCoverage) -> Double) -> Double {
            seeds.reduce(0) { $0 + value($1) } / Double(seeds.count)
        }
        let coverage = QuantileCoverage(
            level: level, below: mean(\.below), atOrBelow: mean(\.atOrBelow), pinballLoss: mean(\.pinballLoss),
            uncalibratedPinballLoss: mean(\.uncalibratedPinballLoss))
        self.level = level
        below = coverage.below
        atOrBelow = coverage.atOrBelow
        pinballLoss = coverage.pinballLoss
        uncalibratedPinballLoss = coverage.uncalibratedPinballLoss
        calibrationChange = coverage.calibrationChange
        holds = below <= level + Self.tolerance && atOrBelow >= level - Self.tolerance
    }

    /// Whether more outcomes than τ allows lie below it.
    var hasTooManyBelow: Bool { below > level + Self.tolerance }

    /// Whether fewer outcomes than τ asks for lie at or below it.
    var hasTooFewAtOrBelow: Bool { atOrBelow < level - Self.tolerance }
}
