import NeuralNetwork

/// The last layer of a task: the outputs that its forecast is made of.
///
/// With the Poisson head it is one: the log-rate in units of the task's scale, or the logit of an `active` task.
struct PredictionHead {
    /// [W, outputs].
    let weight: ParameterID
    /// [1, outputs].
    let bias: ParameterID

    init(taskName: String, width: Int, outputs: Int, layout: inout ParameterLayout) {
        weight = layout.declare(
            "head.\(taskName).weight", rows: width, columns: outputs, kind: .staticMatrix,
            initializer: .normal(deviation: 0.1 / Float(width).squareRoot()))
        bias = layout.declare("head.\(taskName).bias", rows: 1, columns: outputs, kind: .bias, initializer: .zeros)
    }

    /// - Parameter level: L_t, [B, W].
    /// - Returns: [B, outputs].
    func callAsFunction(_ level: Variable, on tape: Tape) -> Variable {
        tape.affine([(level, tape.parameter(weight))], bias: tape.parameter(bias))
    }
}
