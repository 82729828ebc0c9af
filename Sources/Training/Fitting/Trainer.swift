import AdvertiserDomain
import Dispatch
import Features
import ForecastModels
import NeuralNetwork
import TensorCore

/// Fits a model to samples: seeded, and on the same machine with the same number of threads the same to the last bit.
package struct Trainer: Sendable {
    package let configuration: TrainingConfiguration
    /// Worker threads; a batch is cut into that many slices.
    package let threads: Int
    private let clock: ContinuousClock

    /// - Parameter threads: what `configuration.threads` means on this machine.
    package init(configuration: TrainingConfiguration, threads: Int, clock: ContinuousClock = ContinuousClock()) {
        self.configuration = configuration
        self.threads = max(1, threads)
        self.clock = clock
    }

    /// Trains `model`, whose parameters change, for all epochs of the configuration.
    ///
    /// - Parameters:
    ///   - samples: their windows and horizons lie inside the encoder's panel.
    ///   - progress: called after steps, at most ten times a second, and at the end of each epoch.
    ///   - isCancelled: asked before each step.
    ///   - epochEnd: called after each epoch; its time is not counted.
    /// - Returns: the seconds spent on the anchor and on epochs.
    /// - Throws: ``TrainingError/interrupted``, ``TrainingError/lossNotFinite(epoch:step:loss:)``, or what `epochEnd` throws.
    package func fit(
        _ model: any ForecastModel, to samples: [Sample], encoder: SampleEncoder,
        progress: (FittingProgress) -> Void, isCancelled: () -> Bool, epochEnd: (FittedEpoch) throws -> Void
    ) throws -> Double {
        let batches = SampleShuffle.batches(of: samples.count, size: configuration.batchSize)
        // As many epochs as an Int holds may be asked for, and stopped at will.
        let (product, overflows) = batches.count.multipliedReportingOverflow(by: configuration.epochs)
        let stepCount = overflows ? Int.max : product
        let schedule: LearningRateSchedule =
            switch configuration.schedule {
            case .cosine: .cosine(peak: configuration.learningRate, steps: stepCount)
            case .constant: .constant(configuration.learningRate)
            }
        let workers = (0..<threads).compactMap { _ in
            TrainingWorker(
                model: model, encoder: encoder, capacity: (batches.first?.count ?? 0) / threads + 1,
                attributeDropout: (configuration.attributeDropout.name, configuration.attributeDropout.other))
        }
        var optimiser = Adam(
            layout: model.parameters.layout, generatorPenalty: configuration.penalty.generators,
            staticPenalty: configuration.penalty.static)
        let shuffle = SampleShuffle(seed: configuration.seed)
        let masks = SeededGenerator(seed: configuration.seed).split(0x6d61_736b)
        var totalSeconds = fitAnchor(of: model, to: samples, encoder: encoder)
        var step = 0
        for epoch in 0..<configuration.epochs {
            let start = clock.now
            let ordered = shuffle.epoch(epoch, of: samples)
            var lossSum = 0.0
            var lastReport = start
            for (index, range) in batches.enumerated() {
                if isCancelled() { throw TrainingError.interrupted }
                let loss = computeGradients(
                    ordered[range], workers: workers, generator: masks.split(UInt64(truncatingIfNeeded: step)))
                guard loss.isFinite else { throw TrainingError.lossNotFinite(epoch: epoch, step: index, loss: loss) }
                optimiser.update(
                    model.parameters, gradients: workers.map(\.gradients), learningRate: schedule.rate(at: step))
                step += 1
                lossSum += Double(loss) * Double(range.count)
                let now = clock.now
                if now - lastReport > .milliseconds(100) || index == batches.count - 1 {
                    lastReport = now
                    progress(
                        FittingProgress(
                            epoch: epoch, epochs: configuration.epochs, samplesDone: range.upperBound,
                            samples: samples.count, loss: lossSum / Double(range.upperBound),
                            epochSeconds: (now - start).seconds, earlierSeconds: totalSeconds))
                }
            }
            let seconds = (clock.now - start).seconds
            totalSeconds += seconds
            try epochEnd(
                FittedEpoch(epoch: epoch, loss: lossSum / Double(max(1, samples.count)), seconds: seconds))
        }
        return totalSeconds
    }

    /// - Returns: the seconds that it took.
    private func fitAnchor(of model: any ForecastModel, to samples: [Sample], encoder: SampleEncoder) -> Double {
        guard let anchor = model.anchor else { return 0 }
        let start = clock.now
        AnchorFit.set(anchor, of: model, samples: samples, encoder: encoder, threads: threads)
        return (clock.now - start).seconds
    }

    /// Leaves the gradients of a batch in its workers.
    private func computeGradients(
        _ batch: ArraySlice<Sample>, workers: [TrainingWorker], generator: SeededGenerator
    ) -> Float {
        let losses = AlignedBuffer(count: workers.count)
        DispatchQueue.concurrentPerform(iterations: workers.count) { worker in
            let first = batch.startIndex + batch.count * worker / workers.count
            let last = batch.startIndex + batch.count * (worker + 1) / workers.count
            losses.base[worker] = workers[worker].accumulate(
                batch[first..<last], batchRows: batch.count,
                generator: generator.split(UInt64(truncatingIfNeeded: worker)))
        }
        return withExtendedLifetime(losses) { losses.elements.reduce(0, +) }
    }
}
