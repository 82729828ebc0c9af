import Evaluation
import Features
import ForecastModels

/// Forecasts of samples held against what came about.
package struct SampleEvaluation: Sendable {
    package let samples: [Sample]
    /// [sample, task].
    package let forecasts: [Forecast]
    /// [sample, task].
    package let outcomes: [Float]
    /// Last week repeated, [sample, task]; `nil` where the history is too short for it.
    package let repeated: [Float]?
    package let metrics: ForecastMetrics

    /// - Parameter samples: windows and horizons lie inside the encoder's panel.
    package init(of samples: [Sample], scorer: SampleScorer, encoder: SampleEncoder) {
        let forecasts = scorer.forecasts(of: samples)
        let outcomes = encoder.labels(of: samples)
        let repeated = encoder.repeatedLabels(of: samples)
        var metrics = ForecastMetrics(encoder: encoder)
        metrics.add(samples, forecasts: forecasts, outcomes: outcomes, repeated: repeated, encoder: encoder)
        self.samples = samples
        self.forecasts = forecasts
        self.outcomes = outcomes
        self.repeated = repeated
        self.metrics = metrics
    }
}
