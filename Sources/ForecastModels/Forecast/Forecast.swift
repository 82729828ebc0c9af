/// What is forecast for one task of an advertiser in a scenario, over the horizon and in the task's unit.
///
/// Fields that the model's head does not give are `nil`.
package struct Forecast: Equatable, Sendable {
    /// The expected value; the only number that may be summed.
    package let mean: Float
    /// The number that the configured decision metric asks for.
    package let point: Float
    /// The probability of a value above zero.
    package let activeProbability: Float?
    /// Calibrated quantiles, ascending.
    package let p10: Float?
    package let p50: Float?
    package let p90: Float?

    package init(
        mean: Float, point: Float, activeProbability: Float? = nil, p10: Float? = nil, p50: Float? = nil,
        p90: Float? = nil
    ) {
        self.mean = mean
        self.point = point
        self.activeProbability = activeProbability
        self.p10 = p10
        self.p50 = p50
        self.p90 = p90
    }

    /// Whether every number there is one.
    package var isFinite: Bool {
        mean.isFinite && point.isFinite && [activeProbability, p10, p50, p90].allSatisfy { $0?.isFinite ?? true }
    }
}
