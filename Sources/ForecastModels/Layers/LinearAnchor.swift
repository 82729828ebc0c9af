import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// A linear forecast of each task from the dense features, x·w + b, which the outputs of its head start from: it is added
/// to the log-rate and to the location, so that the network learns what differs from it.
///
/// An advertiser's next week is mostly like its last ones. Networks learn such proportions slowly and never exactly, a
/// regression finds them at once. It is fitted before training, which leaves it as it is, and all members share it.
package struct LinearAnchor: Sendable {
    /// Linear forecasts beyond this count as this: e⁸ task scales either way are more than linear features can know.
    package static let limit: Float = 8

    /// The tasks that have one, ascending: the columns of weight and bias. An `active` task has none.
    package let tasks: [Int]
    /// Q, rows of the weight.
    package let inputWidth: Int

    private let weight: ParameterID
    private let bias: ParameterID
    private let heads: [HeadOutputs]

    /// `nil` where the configuration wants none, or no task has one.
    init?(_ sizes: NetworkSizes, layout: inout ParameterLayout) {
        guard sizes.configuration.anchor else { return nil }
        heads = sizes.tasks.map { HeadOutputs(of: $0, head: sizes.configuration.head) }
        tasks = heads.indices.filter { [heads] in !heads[$0].logarithmColumns.isEmpty }
        inputWidth = sizes.batch.denseWidth
        guard !tasks.isEmpty, inputWidth > 0 else { return nil }
        weight = layout.declare(
            "anchor.weight", rows: inputWidth, columns: tasks.count, kind: .fixed, initializer: .zeros)
        bias = layout.declare("anchor.bias", rows: 1, columns: tasks.count, kind: .fixed, initializer: .zeros)
    }

    /// Sets what is added from now on.
    ///
    /// - Parameters:
    ///   - coefficients: for each of ``tasks`` one a dense feature, then the constant.
    ///   - parameters: those of the model.
    package func set(_ coefficients: [[Float]], in parameters: ParameterStore) {
        precondition(coefficients.count == tasks.count, "\(coefficients.count) forecasts for \(tasks.count) tasks")
        let weights = parameters[parameters.layout.declarations[weight.index]]
        let constants = parameters[parameters.layout.declarations[bias.index]]
        for (column, values) in coefficients.enumerated() {
            precondition(values.count == inputWidth + 1, "\(values.count) coefficients for \(inputWidth) features")
            for feature in 0..<inputWidth { weights[feature * tasks.count + column] = values[feature] }
            constants[column] = values[inputWidth]
        }
    }

    /// The outputs of all heads, with their linear forecasts.
    ///
    /// - Parameter outputs: [B, outputs] for each member and task.
    func added(to outputs: [Variable], of inputs: BatchInputs, on tape: Tape) -> [Variable] {
        let rows = inputs.rows
        let forecasts = tape.constant(rows: rows, columns: tasks.count) { forecasts in
            compute(forecasts, of: inputs, tape.parameters)
        }
        let linear = tape.values(of: forecasts)
        var starts = [Variable?](repeating: nil, count: heads.count)
        for (column, task) in tasks.enumerated() {
            let width = heads[task].count
            starts[task] = tape.constant(rows: rows, columns: width) { start in
                for place in heads[task].logarithmColumns {
                    for row in 0..<rows { start[row * width + place] = linear[row * tasks.count + column] }
                }
            }
        }
        return outputs.enumerated().map { index, output in
            guard let start = starts[index % heads.count] else { return output }
            return tape.affine([], repeated: output, addend: start)
        }
    }

    /// Fills [B, tasks].
    private func compute(
        _ forecasts: UnsafeMutablePointer<Float>, of inputs: BatchInputs, _ parameters: ParameterStore
    ) {
        let weights = parameters[parameters.layout.declarations[weight.index]]
        let constants = parameters[parameters.layout.declarations[bias.index]]
        guard let dense = inputs.dense.baseAddress, let weightBase = weights.baseAddress else { return }
        let columns = tasks.count
        for row in 0..<inputs.rows {
            for column in 0..<columns { forecasts[row * columns + column] = constants[column] }
        }
        MatrixProduct.multiply(
            dense, stride: inputWidth, by: weightBase, stride: columns, into: forecasts, stride: columns,
            rows: inputs.rows, inner: inputWidth, columns: columns, accumulates: true)
        for index in 0..<inputs.rows * columns {
            forecasts[index] = min(max(forecasts[index], -Self.limit), Self.limit)
        }
    }
}
