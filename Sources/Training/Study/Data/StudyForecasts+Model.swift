import AdvertiserDomain
import Evaluation
import Features
import ForecastModels

extension StudyForecasts {
    /// A model's forecasts of the test samples, with the point of each decision, and its quantiles held against the
    /// outcomes as the validation samples calibrate them.
    ///
    /// - Parameter seed: of the calibration.
    init(of samples: StudySamples, model: any ForecastModel, encoder: SampleEncoder, seed: UInt64, threads: Int) {
        func scorer(_ decision: DecisionMetric) -> SampleScorer {
            SampleScorer(model: model, encoder: encoder, decision: decision, threads: threads)
        }
        // A head without a distribution has the mean for every decision.
        guard model.head != .poisson else {
            let means = scorer(.smape).forecasts(of: samples.test).map(\.mean)
            self.init(means: means, smapePoints: means, nmaePoints: means)
            return
        }
        let levels = scorer(.smape).quantileLevels(on: samples.validation, seed: seed)
        let smape = scorer(.smape).calibrated(by: levels).forecasts(of: samples.test)
        // No point depends on calibration, so the second decision's forecasts tell what the quantiles were before it.
        let nmae = scorer(.nmae).forecasts(of: samples.test)
        self.init(
            means: smape.map(\.mean), smapePoints: smape.map(\.point), nmaePoints: nmae.map(\.point),
            quantiles: QuantileMetrics(
                of: smape, uncalibrated: nmae, outcomes: encoder.labels(of: samples.test),
                taskCount: encoder.specification.tasks.count))
    }
}
