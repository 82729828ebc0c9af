import Evaluation
import Features
import ForecastModels

extension ForecastMetrics {
    /// The errors of samples' forecasts, which are not kept: those of a large platform would need gigabytes.
    ///
    /// - Parameters:
    ///   - samples: windows and horizons lie inside the encoder's panel.
    ///   - stretch: how many samples' forecasts are held at a time.
    package init(of samples: [Sample], scorer: SampleScorer, encoder: SampleEncoder, stretch: Int = 65_536) {
        self.init(encoder: encoder)
        let repeats = encoder.repeatsLabels(of: samples)
        for range in SampleShuffle.batches(of: samples.count, size: stretch) {
            let part = Array(samples[range])
            add(
                part, forecasts: scorer.forecasts(of: part), outcomes: encoder.labels(of: part),
                repeated: repeats ? encoder.repeatedLabels(of: part) : nil, encoder: encoder)
        }
    }

    /// Without samples as yet.
    init(encoder: SampleEncoder) {
        self.init(
            scenarioCount: encoder.panel.scenarios.count, taskCount: encoder.specification.tasks.count)
    }

    /// - Parameters:
    ///   - forecasts: [sample, task], as outcomes and `repeated`.
    ///   - repeated: last week repeated; `nil` where the history of some sample is too short for it.
    mutating func add(
        _ samples: [Sample], forecasts: [Forecast], outcomes: [Float], repeated: [Float]?, encoder: SampleEncoder
    ) {
        for (row, sample) in samples.enumerated() {
            let scenario = Int(encoder.panel.series[Int(sample.series)].scenario)
            for task in 0..<taskCount {
                let index = row * taskCount + task
                add(
                    scenario: scenario, task: task, mean: Double(forecasts[index].mean),
                    point: Double(forecasts[index].point), outcome: Double(outcomes[index]),
                    lastWeek: repeated.map { Double($0[index]) })
            }
        }
    }
}
