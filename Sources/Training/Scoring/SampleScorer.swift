import AdvertiserDomain
import Dispatch
import Features
import ForecastModels
import Synchronization
import TensorCore

/// Forecasts many samples with all threads.
package struct SampleScorer: Sendable {
    private static let rowsPerBatch = 128

    private let model: any ForecastModel
    private let encoder: SampleEncoder
    private let rule: ForecastRule
    private let threads: Int

    /// - Parameters:
    ///   - encoder: with the state of the model's weights.
    ///   - decision: what points minimise.
    ///   - levels: of the quantiles; `nil` takes the distributions at their word.
    package init(
        model: any ForecastModel, encoder: SampleEncoder, decision: DecisionMetric, levels: QuantileLevels? = nil,
        threads: Int
    ) {
        self.init(
            model: model, encoder: encoder,
            rule: ForecastRule(
                specification: encoder.specification, state: encoder.state, head: model.head, decision: decision,
                levels: levels), threads: max(1, threads))
    }

    private init(model: any ForecastModel, encoder: SampleEncoder, rule: ForecastRule, threads: Int) {
        self.model = model
        self.encoder = encoder
        self.rule = rule
        self.threads = threads
    }

    /// The forecast of each task for every sample, [sample, task]. A sample's forecast depends on nothing but the sample.
    ///
    /// - Parameter samples: their windows lie inside the encoder's panel.
    package func forecasts(of samples: [Sample]) -> [Forecast] {
        inBatches(of: samples) { predictor, batch, _ in predictor.forecasts(of: batch) }
    }

    /// The same with quantiles read at other levels; `nil` takes the distributions at their word.
    package func calibrated(by levels: QuantileLevels?) -> SampleScorer {
        SampleScorer(model: model, encoder: encoder, rule: rule.calibrated(by: levels), threads: threads)
    }

    /// The levels at which the distributions hold the outcomes of samples that the model was not fitted to.
    ///
    /// - Parameters:
    ///   - samples: their windows and horizons lie inside the encoder's panel.
    ///   - seed: of the places within atoms.
    ///   - limit: so many of them, evenly spread, are enough for three numbers a task.
    /// - Returns: `nil` for a head that gives no distribution.
    package func quantileLevels(on samples: [Sample], seed: UInt64, limit: Int = 262_144) -> QuantileLevels? {
        let samples = samples.evenlySpread(atMost: limit)
        let taskCount = model.tasks.count
        let outcomes = encoder.labels(of: samples)
        let masks = SeededGenerator(seed: seed).split(0x7069_7421)
        let integrals = inBatches(of: samples) { predictor, batch, rows in
            var generator = masks.split(UInt64(rows.lowerBound))
            return predictor.probabilityIntegrals(
                of: batch, outcomes: outcomes[rows.lowerBound * taskCount..<rows.upperBound * taskCount],
                generator: &generator)
        }
        let asOfDates = samples.map { Int($0.asOf) }
        let days = (asOfDates.max() ?? 0) - (asOfDates.min() ?? 0) + encoder.specification.horizonDays
        return QuantileLevels(
            probabilityIntegrals: integrals, taskCount: taskCount,
            periods: Double(days) / Double(encoder.specification.horizonDays))
    }

    /// Encodes the samples in batches and joins what `body` makes of each, with all threads.
    ///
    /// - Parameter body: takes a predictor, a batch, and which of the samples it holds.
    private func inBatches<Result: Sendable>(
        of samples: [Sample],
        _ body: @Sendable (Predictor, Batch, Range<Int>) -> [Result]
    ) -> [Result] {
        let batches = SampleShuffle.batches(of: samples.count, size: Self.rowsPerBatch)
        let results = Mutex([[Result]](repeating: [], count: batches.count))
        DispatchQueue.concurrentPerform(iterations: threads) { worker in
            let predictor = Predictor(model: model, rule: rule)
            var batch = Batch(layout: encoder.layout, capacity: Self.rowsPerBatch)
            for index in stride(from: worker, to: batches.count, by: threads) {
                encoder.encode(samples[batches[index]], into: &batch, labels: false)
                let rows = body(predictor, batch, batches[index])
                results.withLock { $0[index] = rows }
            }
        }
        return results.withLock { Array($0.joined()) }
    }
}
