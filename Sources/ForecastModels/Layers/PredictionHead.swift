import AdvertiserDomain
import NeuralNetwork

/// The last layer of a task: the outputs that its forecast is made of, see ``HeadOutputs``.
struct PredictionHead {
    /// [W, outputs].
    let weight: ParameterID
    /// [1, outputs].
    let bias: ParameterID

    /// - Parameters:
    ///   - head: what the network gives for a task; an `active` task has its logit alone.
    ///   - width: W.
    init(task: PredictionTask, head: ModelConfiguration.Head, width: Int, layout: inout ParameterLayout) {
        let outputs = HeadOutputs(of: task, head: head).count
        weight = layout.declare(
            "head.\(task.name).weight", rows: width, columns: outputs, kind: .staticMatrix,
            initializer: .normal(deviation: 0.1 / Float(width).squareRoot()))
        bias = layout.declare("head.\(task.name).bias", rows: 1, columns: outputs, kind: .bias, initializer: .zeros)
    }

    /// - Parameter level: L_t, [B, W].
    /// - Returns: [B, outputs].
    func callAsFunction(_ level: Variable, on tape: Tape) -> Variable {
        tape.affine([(level, tape.parameter(weight))], bias: tape.parameter(bias))
    }
}
