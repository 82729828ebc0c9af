import Evaluation
import ForecastModels

extension SampleEvaluation {
    /// How the outcomes keep to the quantiles that were forecast for them; `nil` where none were.
    ///
    /// - Parameter uncalibrated: the same samples' forecasts with the distributions taken at their word; `nil` where they
    ///   were not calibrated.
    package func quantileMetrics(uncalibrated: [Forecast]?) -> QuantileMetrics? {
        QuantileMetrics(
            of: forecasts, uncalibrated: uncalibrated, outcomes: outcomes,
            taskCount: forecasts.count / max(1, samples.count))
    }
}
