/// The measures of one scenario and task.
package struct CellMetrics: Equatable, Sendable {
    package let samples: Int
    package let mean: ErrorMetrics
    package let point: ErrorMetrics
    /// The measures of repeating last week; `nil` if it was not given.
    package let lastWeek: ErrorMetrics?
    /// The sum of the mean forecasts over the sum of outcomes, 1 being right; `nil` where the outcomes sum to zero.
    package let bias: Double?

    package init(
        samples: Int, mean: ErrorMetrics, point: ErrorMetrics, lastWeek: ErrorMetrics?, bias: Double?
    ) {
        self.samples = samples
        self.mean = mean
        self.point = point
        self.lastWeek = lastWeek
        self.bias = bias.flatMap { $0.isFinite ? $0 : nil }
    }
}
