import Evaluation
import Features
import ForecastModels

extension SampleEvaluation {
    /// How the outcomes keep to the quantiles that were forecast for them; `nil` where none were.
    ///
    /// - Parameter uncalibrated: the same samples' forecasts with the distributions taken at their word; `nil` where they
    ///   were not calibrated.
    package func quantileMetrics(uncalibrated: [Forecast]?) -> QuantileMetrics? {
        guard let first = forecasts.first, first.quantiles != nil else { return nil }
        let taskCount = forecasts.count / max(1, samples.count)
        var metrics = QuantileMetrics(taskCount: taskCount, levels: QuantileLevels.nominal.map(Double.init))
        for (index, forecast) in forecasts.enumerated() {
            guard let quantiles = forecast.quantiles else { continue }
            metrics.add(
                task: index % taskCount, forecasts: quantiles,
                uncalibrated: uncalibrated?[index].quantiles ?? quantiles, outcome: Double(outcomes[index]))
        }
        return metrics
    }
}

extension Forecast {
    /// Those of ``Features/QuantileLevels/nominal``.
    fileprivate var quantiles: [Double]? {
        guard let p10, let p50, let p90 else { return nil }
        return [Double(p10), Double(p50), Double(p90)]
    }
}
