/// Sums from which both error measures of one kind of forecast follow.
struct ErrorAccumulator: Equatable, Sendable {
    private(set) var samples = 0
    private(set) var forecastSum = 0.0
    private var absoluteErrorSum = 0.0
    private var symmetricErrorSum = 0.0

    /// Adds one sample; neither number is negative.
    mutating func add(forecast: Double, outcome: Double) {
        samples += 1
        forecastSum += forecast
        absoluteErrorSum += abs(forecast - outcome)
        symmetricErrorSum += SymmetricError.value(forecast: forecast, outcome: outcome)
    }

    /// Equation 22; `nil` where the outcomes sum to zero, not finite where a forecast was not.
    func nmae(outcomeSum: Double) -> Double? {
        outcomeSum > 0 ? absoluteErrorSum / outcomeSum : nil
    }

    /// Equation 21; `nil` without samples, not finite where a forecast was not.
    var smape: Double? {
        samples > 0 ? symmetricErrorSum / Double(samples) : nil
    }
}
