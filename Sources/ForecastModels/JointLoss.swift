import AdvertiserDomain
import NeuralNetwork

/// The sum over tasks of equation 19: for an amount equation 20, joined with the hurdle head by activity and size; for an
/// `active` task binary cross-entropy.
///
/// Of a model with several members it is the mean of their losses.
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
    ///   - outputs: for each member and task its head's outputs, [B, outputs].
    ///   - inputs: the same rows, with labels and weights.
    ///   - batchRows: rows of the whole batch, of which `inputs` may be a slice.
    /// - Returns: [1, 1].
    package func callAsFunction(
        _ outputs: [Variable], _ inputs: BatchInputs, batchRows: Int, on tape: Tape
    ) -> Variable {
        let members = outputs.count / tasks.count
        return tape.total(
            outputs.indices.map { output in
                let index = output % tasks.count
                let labels = LossLabels(
                    values: UnsafeBufferPointer(rebasing: inputs.labels[index...]), stride: tasks.count,
                    weights: inputs.weights,
                    factor: tasks[index].weight / Float(batchRows * members))
                switch heads[index] {
                case .rate: return tape.poissonLoss(outputs[output], labels: labels)
                case .logit: return tape.binaryCrossEntropy(outputs[output], labels: labels)
                case .hurdle:
                    return tape.hurdleLoss(outputs[output], labels: labels, positiveShare: positiveShares[index])
                }
            })
    }
}
