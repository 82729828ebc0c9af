import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

@testable import ForecastModels

extension NetworkModel {
    /// The outputs of each task's head for every row.
    func outputs(of batch: Batch) -> [[Float]] {
        var noDropout: SeededGenerator?
        return outputs(of: batch, dropout: &noDropout)
    }

    func outputs(of batch: Batch, dropout: inout SeededGenerator?) -> [[Float]] {
        let tape = Tape(parameters: parameters, differentiates: false)
        return withInputs(of: batch) { inputs in
            forward(inputs, on: tape, dropout: &dropout).map { Array(tape.values(of: $0)) }
        }
    }

    /// The loss of a batch; a tape that differentiates then holds its gradients and no others.
    func loss(of batch: Batch, on tape: Tape) -> Float {
        tape.reset()
        var noDropout: SeededGenerator?
        return withInputs(of: batch) { inputs in
            let outputs = forward(inputs, on: tape, dropout: &noDropout)
            let loss = jointLoss(tasks: tasks)(outputs, inputs, batchRows: inputs.rows, on: tape)
            if let gradients = tape.parameterGradients {
                gradients.base.update(repeating: 0, count: gradients.count)
                tape.backward(from: loss)
            }
            return tape.values(of: loss)[0]
        }
    }

    /// The loss of the model's head, of `tasks` with positive shares of a half.
    func jointLoss(tasks: [PredictionTask]) -> JointLoss {
        JointLoss(
            tasks: tasks, head: configuration.head, positiveShares: tasks.map { _ in 0.5 })
    }
}
