import Features
import NeuralNetwork
import TensorCore

/// Computes the outputs of a model for batches, without gradients.
///
/// A class because it keeps the memory of its forward passes; it belongs to one thread at a time. Several predictors
/// may share a model.
package final class Predictor {
    private let model: any ForecastModel
    private let rule: ForecastRule
    private let tape: Tape
    /// [B, outputs] of a task, averaged over the members.
    private var averages: [Float] = []

    /// - Parameters:
    ///   - model: its parameters must not change from now on.
    ///   - rule: of the model's tasks and head.
    package init(model: any ForecastModel, rule: ForecastRule) {
        self.model = model
        self.rule = rule
        tape = Tape(parameters: model.parameters, differentiates: false, parametersAreFinal: true)
    }

    /// The forecast of each task for every row of `batch`, [B, Y]. A row's result does not depend on other rows.
    package func forecasts(of batch: Batch) -> [Forecast] {
        read(batch) { task, outputs, _ in rule.forecast(task: task, outputs: outputs) }
    }

    /// The mean of each task's label for every row of `batch`, [B, Y], in the tasks' units.
    package func means(of batch: Batch) -> [Float] {
        read(batch) { task, outputs, _ in rule.mean(task: task, outputs: outputs) }
    }

    /// Where each outcome lies in what is forecast, [B, Y], see ``ForecastRule``; `nil` where nothing but a mean is.
    ///
    /// - Parameters:
    ///   - batch: with labels.
    ///   - outcomes: [B, Y], in the tasks' units.
    ///   - generator: chooses places within atoms.
    package func probabilityIntegrals(
        of batch: Batch, outcomes: ArraySlice<Float>, generator: inout SeededGenerator
    ) -> [Double?] {
        let uniforms = outcomes.map { _ in generator.uniformDouble() }
        return read(batch) { task, outputs, index in
            rule.probabilityIntegral(
                task: task, outputs: outputs, outcome: outcomes[outcomes.startIndex + index], uniform: uniforms[index])
        }
    }

    /// Calls `body` with the outputs of every task for every row of the batch.
    ///
    /// - Parameter body: takes the task, its outputs, and the place of the result.
    private func read<Result>(
        _ batch: Batch, _ body: (_ task: Int, _ outputs: UnsafeBufferPointer<Float>, _ index: Int) -> Result
    ) -> [Result] {
        tape.reset()
        let taskCount = model.tasks.count
        return withInputs(of: batch) { inputs in
            var noDropout: SeededGenerator?
            let outputs = model.forward(inputs, on: tape, dropout: &noDropout)
            return [Result](unsafeUninitializedCapacity: inputs.rows * taskCount) { results, count in
                for task in 0..<taskCount {
                    average(stride(from: task, to: outputs.count, by: taskCount).map { outputs[$0] })
                    let width = rule.heads[task].count
                    averages.withUnsafeBufferPointer { values in
                        for row in 0..<inputs.rows {
                            let index = row * taskCount + task
                            let own = UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width])
                            results.initializeElement(at: index, to: body(task, own, index))
                        }
                    }
                }
                count = inputs.rows * taskCount
            }
        }
    }

    /// Averages the outputs themselves, so that what is made of them is one distribution and no mixture.
    ///
    /// - Parameter members: the outputs of a task, of each member.
    private func average(_ members: [Variable]) {
        averages.removeAll(keepingCapacity: true)
        averages.append(contentsOf: tape.values(of: members[0]))
        guard members.count > 1 else { return }
        for member in members.dropFirst() {
            let values = tape.values(of: member)
            for index in averages.indices { averages[index] += values[index] }
        }
        for index in averages.indices { averages[index] /= Float(members.count) }
    }
}
