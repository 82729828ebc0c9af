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
        let taskCount = encoder.specification.tasks.count
        var metrics = ForecastMetrics(scenarioCount: encoder.panel.scenarios.count, taskCount: taskCount)
        for (row, sample) in samples.enumerated() {
            let scenario = Int(encoder.panel.series[Int(sample.series)].scenario)
            for task in 0..<taskCount {
                let index = row * taskCount + task
                metrics.add(
                    scenario: scenario, task: task, mean: Double(forecasts[index].mean),
                    point: Double(forecasts[index].point), outcome: Double(outcomes[index]),
                    lastWeek: repeated.map { Double($0[index]) })
            }
        }
        self.samples = samples
        self.forecasts = forecasts
        self.outcomes = outcomes
        self.repeated = repeated
        self.metrics = metrics
    }
}
