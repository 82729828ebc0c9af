import AdvertiserDomain
import Evaluation
import Features
import ForecastModels

/// What a training made.
package struct TrainedModel: Sendable {
    package let request: TrainingRequest
    package let specification: FeatureSpecification
    /// The weights that serve.
    package let serving: FittedModel
    /// The first fit, where a refit followed it.
    package let gate: FittedModel?
    package let parts: TrainingParts
    /// What the first fit's distributions have to be read at, by its validation part; `nil` for a head without any.
    package let levels: QuantileLevels?
    /// The first fit on the validation part.
    package let metrics: ForecastMetrics
    package let epochs: [EpochReport]
    /// Names by the scenario indices of ``metrics``.
    package let scenarios: [String]
    /// Samples that went through a training step, over all epochs of all fits.
    package let samplesTrained: Int
    /// Seconds of all epochs, batches included, validation excluded.
    package let seconds: Double

    /// The report on the validation part.
    ///
    /// - Parameter version: the number under which the model was published.
    package func report(version: Int?) -> EvaluationReport {
        EvaluationReport(
            model: serving.model.architecture, version: version, split: "validation", scenarios: scenarios,
            tasks: specification.tasks.map(\.name), metrics: metrics, seconds: seconds,
            samplesPerSecond: seconds > 0 ? Double(samplesTrained) / seconds : 0, epochs: epochs)
    }
}
