import Evaluation
import Features
import ForecastModels

extension QuantileMetrics {
    /// How outcomes keep to the quantiles that were forecast for them; `nil` where none were.
    ///
    /// - Parameters:
    ///   - forecasts: [sample, task], as all others.
    ///   - uncalibrated: the same with the distributions taken at their word; `nil` where they were not calibrated.
    init?(of forecasts: [Forecast], uncalibrated: [Forecast]?, outcomes: [Float], taskCount: Int) {
        guard forecasts.first?.quantiles != nil else { return nil }
        self.init(taskCount: taskCount, levels: QuantileLevels.nominal.map(Double.init))
        for (index, forecast) in forecasts.enumerated() {
            guard let quantiles = forecast.quantiles else { continue }
            add(
                task: index % taskCount, forecasts: quantiles,
                uncalibrated: uncalibrated?[index].quantiles ?? quantiles, outcome: Double(outcomes[index]))
        }
    }
}

extension Forecast {
    /// Those of ``Features/QuantileLevels/nominal``.
    fileprivate var quantiles: [Double]? {
        guard let p10, let p50, let p90 else { return nil }
        return [Double(p10), Double(p50), Double(p90)]
    }
}
