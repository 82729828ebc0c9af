/// Sums over the samples of one scenario and task.
struct CellAccumulator: Equatable, Sendable {
    private(set) var mean = ErrorAccumulator()
    private(set) var point = ErrorAccumulator()
    private(set) var lastWeek = ErrorAccumulator()
    private(set) var outcomeSum = 0.0

    var samples: Int { mean.samples }

    /// Whether every sample came with a naive forecast.
    var hasLastWeek: Bool { lastWeek.samples == mean.samples }

    mutating func add(mean: Double, point: Double, outcome: Double, lastWeek: Double?) {
        self.mean.add(forecast: mean, outcome: outcome)
        self.point.add(forecast: point, outcome: outcome)
        if let lastWeek {
            self.lastWeek.add(forecast: lastWeek, outcome: outcome)
        }
        outcomeSum += outcome
    }

    var metrics: CellMetrics {
        func measures(_ errors: ErrorAccumulator) -> ErrorMetrics {
            ErrorMetrics(nmae: errors.nmae(outcomeSum: outcomeSum), smape: errors.smape)
        }
        return CellMetrics(
            samples: samples, mean: measures(mean), point: measures(point),
            lastWeek: hasLastWeek ? measures(lastWeek) : nil,
            bias: outcomeSum > 0 ? mean.forecastSum / outcomeSum : nil)
    }
}
