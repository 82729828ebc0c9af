import Dispatch
import Features
import ForecastModels
import TensorCore

/// Forecasts many samples with all threads.
package struct SampleScorer: Sendable {
    private static let rowsPerBatch = 128

    private let model: any ForecastModel
    private let encoder: SampleEncoder
    private let threads: Int

    package init(model: any ForecastModel, encoder: SampleEncoder, threads: Int) {
        self.model = model
        self.encoder = encoder
        self.threads = max(1, threads)
    }

    /// The mean of each task for every sample, [sample, task], in the tasks' units. A sample's forecast depends on
    /// nothing but the sample.
    ///
    /// - Parameter samples: their windows lie inside the encoder's panel.
    package func means(of samples: [Sample]) -> [Float] {
        let taskCount = model.tasks.count
        let batches = SampleShuffle.batches(of: samples.count, size: Self.rowsPerBatch)
        let means = AlignedBuffer(count: samples.count * taskCount)
        DispatchQueue.concurrentPerform(iterations: threads) { worker in
            let predictor = Predictor(
                model: model, taskScales: encoder.state.taskScales, horizonDays: encoder.specification.horizonDays)
            var batch = Batch(layout: encoder.layout, capacity: Self.rowsPerBatch)
            for index in stride(from: worker, to: batches.count, by: threads) {
                encoder.encode(samples[batches[index]], into: &batch, labels: false)
                let rows = predictor.means(of: batch)
                (means.base + batches[index].lowerBound * taskCount).update(from: rows, count: rows.count)
            }
        }
        return withExtendedLifetime(means) { Array(means.elements) }
    }
}
