import Dispatch
import Features
import ForecastModels
import Foundation
import TensorCore

/// Fits a model's ``LinearAnchor``: for each task, by ridge regression over the training samples with a label above zero,
/// the logarithm of the label in units of the task's scale. Rows weigh as they do in training.
struct AnchorFit {
    /// So many samples, evenly spread, are enough for a few hundred coefficients.
    static let sampleLimit = 32_768
    /// The penalty on a squared coefficient, as a share of the rows' weight; the features have deviation 1.
    static let penalty = 0.003
    /// Rows encoded and added to the equations at once.
    private static let blockRows = 512

    /// [rows, K]: the dense features of each row, then 1.
    private let features: AlignedBuffer
    /// [rows, Y], in units of the tasks' scales.
    private let labels: AlignedBuffer
    /// [rows].
    private let weights: AlignedBuffer
    private let rows: Int
    private let threads: Int
    private let featureCount: Int
    private let taskCount: Int

    /// Gives a model's anchor the coefficients that fit the samples.
    static func set(
        _ anchor: LinearAnchor, of model: any ForecastModel, samples: [Sample], encoder: SampleEncoder, threads: Int
    ) {
        let fit = AnchorFit(samples: samples, encoder: encoder, threads: threads)
        anchor.set(fit.coefficients(of: anchor.tasks), in: model.parameters)
    }

    /// Reads the samples that count.
    ///
    /// - Parameter threads: how many work here and on the coefficients; the same come out of any number.
    init(samples: [Sample], encoder: SampleEncoder, threads: Int) {
        let chosen = samples.evenlySpread(atMost: Self.sampleLimit)
        let rows = chosen.count
        let width = encoder.layout.denseWidth
        let taskCount = encoder.layout.taskCount
        let features = AlignedBuffer(count: rows * (width + 1))
        let labels = AlignedBuffer(count: rows * taskCount)
        let weights = AlignedBuffer(count: rows)
        // Each iteration writes rows of its own.
        DispatchQueue.concurrentPerform(iterations: threads) { part in
            var batch = Batch(layout: encoder.layout, capacity: Self.blockRows)
            let end = rows * (part + 1) / threads
            for first in stride(from: rows * part / threads, to: end, by: Self.blockRows) {
                encoder.encode(chosen[first..<min(first + Self.blockRows, end)], into: &batch, labels: true)
                for row in 0..<batch.rowCount {
                    let target = features.base + (first + row) * (width + 1)
                    for feature in 0..<width { target[feature] = batch.dense[row * width + feature] }
                    target[width] = 1
                    for task in 0..<taskCount {
                        labels.base[(first + row) * taskCount + task] = batch.scaledLabels[row * taskCount + task]
                    }
                    weights.base[first + row] = batch.weights[row]
                }
            }
        }
        self.features = features
        self.labels = labels
        self.weights = weights
        self.rows = rows
        self.threads = threads
        self.taskCount = taskCount
        featureCount = width + 1
    }

    /// For each of the tasks a coefficient for every dense feature, then the constant; zeros where no label is above zero.
    func coefficients(of tasks: [Int]) -> [[Float]] {
        let results = AlignedBuffer(count: tasks.count * featureCount)
        // Each iteration writes the coefficients of tasks of its own.
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for index in stride(from: thread, to: tasks.count, by: threads) {
                guard let solution = solution(of: tasks[index]) else { continue }
                for (position, value) in solution.enumerated() {
                    results.base[index * featureCount + position] = Float(value)
                }
            }
        }
        return tasks.indices.map { index in
            Array(results.elements[index * featureCount..<(index + 1) * featureCount])
        }
    }

    private func solution(of task: Int) -> [Double]? {
        MatrixProduct.useCallingThreadOnly()
        var equations = NormalEquations(size: featureCount)
        var right = [Double](repeating: 0, count: featureCount)
        var positiveWeights = [Float](repeating: 0, count: Self.blockRows)
        var totalWeight = 0.0
        for first in stride(from: 0, to: rows, by: Self.blockRows) {
            let count = min(Self.blockRows, rows - first)
            for row in 0..<count {
                let label = labels.base[(first + row) * taskCount + task]
                positiveWeights[row] = label > 0 ? weights.base[first + row] : 0
                guard label > 0 else { continue }
                let weight = Double(positiveWeights[row])
                let target = weight * log(Double(label))
                totalWeight += weight
                let values = features.base + (first + row) * featureCount
                for feature in 0..<featureCount { right[feature] += target * Double(values[feature]) }
            }
            positiveWeights.withUnsafeBufferPointer { positiveWeights in
                equations.add(
                    rows: UnsafeBufferPointer(start: features.base + first * featureCount, count: count * featureCount),
                    weights: UnsafeBufferPointer(rebasing: positiveWeights[..<count]))
            }
        }
        guard totalWeight > 0 else { return nil }
        var penalties = [Double](repeating: Self.penalty * totalWeight, count: featureCount)
        // The constant is free, but for what makes the equations regular.
        penalties[featureCount - 1] = 1e-6 * totalWeight
        return equations.solution(right: right, penalties: penalties)
    }
}
