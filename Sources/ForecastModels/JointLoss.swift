import AdvertiserDomain
import NeuralNetwork

/// The sum over tasks of equation 19, with equation 20 for amounts and binary cross-entropy for `active` tasks.
///
/// The penalty α·‖W‖² of equation 19 enters as its gradient, in the optimiser.
package struct JointLoss: Sendable {
    package let tasks: [PredictionTask]

    package init(tasks: [PredictionTask]) {
        self.tasks = tasks
    }

    /// - Parameters:
    ///   - outputs: for each task its head's outputs, [B, 1].
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
                switch tasks[index].aggregate {
                case .sum, .activeDays: return tape.poissonLoss(outputs[index], labels: labels)
                case .active: return tape.binaryCrossEntropy(outputs[index], labels: labels)
                }
            })
    }
}
