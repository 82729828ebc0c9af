import AdvertiserDomain
import NeuralNetwork

/// The sum over tasks of equation 19: for an amount equation 20, joined with the hurdle head by activity and size; for an
/// `active` task binary cross-entropy.
///
/// The penalty α·‖W‖² of equation 19 enters as its gradient, in the optimiser.
package struct JointLoss: Sendable {
    package let tasks: [PredictionTask]
    private let heads: [HeadOutputs]
    private let positiveShares: [Float]

    /// - Parameter positiveShares: one a task, the weighted share of training labels above zero.
    package init(tasks: [PredictionTask], head: ModelConfiguration.Head, positiveShares: [Float]) {
        self.tasks = tasks
        self.positiveShares = positiveShares
        heads = tasks.map { HeadOutputs(of: $0, head: head) }
    }

    /// - Parameters:
    ///   - outputs: for each task its head's outputs, [B, outputs].
    ///   - inputs: the same rows, with labels and weights.
    ///   - batchRows: rows of the whole batch, of which `inputs` may be a slice.
    /// - Returns: [1, 1].
    package func callAsFunction(
        _ outputs: [Variable], _ inputs: BatchInputs, batchRows: Int, on tape: Tape
    ) -> Variable {
        tape.total(
            tasks.indices.map { index in
                let labels = LossLabels(
                    values: UnsafeBufferPointer(rebasing: inputs.labels[index...]), stride: tasks.count,
                    weights: inputs.weights,
                    factor: tasks[index].weight / Float(batchRows))
                switch heads[index] {
                case .rate: return tape.poissonLoss(outputs[index], labels: labels)
                case .logit: return tape.binaryCrossEntropy(outputs[index], labels: labels)
                case .hurdle:
                    return tape.hurdleLoss(outputs[index], labels: labels, positiveShare: positiveShares[index])
                }
            })
    }
}
