import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork
import TensorCore

/// Computes the outputs of a model for batches, without gradients.
///
/// A class because it keeps the memory of its forward passes; it belongs to one thread at a time. Several predictors
/// may share a model.
package final class Predictor {
    private let model: any ForecastModel
    private let taskScales: [Float]
    private let horizonDays: Int
    private let tape: Tape

    /// - Parameter taskScales: the mean training label of each task, in which rates are measured.
    package init(model: any ForecastModel, taskScales: [Float], horizonDays: Int) {
        self.model = model
        self.taskScales = taskScales
        self.horizonDays = horizonDays
        tape = Tape(parameters: model.parameters, differentiates: false)
    }

    /// The mean of each task's label for every row of `batch`, [B, Y]: the rate in the task's unit, at most the horizon
    /// for active days; the probability for an `active` task. A row's result does not depend on other rows.
    package func means(of batch: Batch) -> [Float] {
        tape.reset()
        let taskCount = model.tasks.count
        return withInputs(of: batch) { inputs in
            var noDropout: SeededGenerator?
            let outputs = model.forward(inputs, on: tape, dropout: &noDropout)
            return [Float](unsafeUninitializedCapacity: inputs.rows * taskCount) { means, count in
                for (task, output) in outputs.enumerated() {
                    let values = tape.values(of: output)
                    for row in 0..<inputs.rows {
                        means[row * taskCount + task] = mean(of: values[row], task: task)
                    }
                }
                count = inputs.rows * taskCount
            }
        }
    }

    private func mean(of output: Float, task: Int) -> Float {
        let limit = Tape.logRateLimit
        switch model.tasks[task].aggregate {
        case .sum: return exp(min(max(output, -limit), limit)) * taskScales[task]
        case .activeDays: return min(exp(min(max(output, -limit), limit)) * taskScales[task], Float(horizonDays))
        case .active: return 1 / (1 + exp(-output))
        }
    }
}
