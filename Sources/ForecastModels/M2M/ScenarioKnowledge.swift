import NeuralNetwork

/// Equation 8: S̃ = f_MLP(S, A), what is known of the scenario and of the advertiser, one LeakyReLU layer.
struct ScenarioKnowledge {
    /// [8 · attributes, S].
    let weight: ParameterID
    /// [1, S].
    let bias: ParameterID

    init(inputWidth: Int, width: Int, layout: inout ParameterLayout) {
        weight = layout.declare(
            "backbone.scenario_knowledge.weight", rows: inputWidth, columns: width, kind: .staticMatrix,
            initializer: .heNormal(inputWidth: inputWidth))
        bias = layout.declare(
            "backbone.scenario_knowledge.bias", rows: 1, columns: width, kind: .bias, initializer: .zeros)
    }

    /// - Parameter attributes: the embedded attributes of scenario and profile, [B, 8 · attributes].
    /// - Returns: [B, S].
    func callAsFunction(_ attributes: Variable, on tape: Tape) -> Variable {
        tape.affine([(attributes, tape.parameter(weight))], bias: tape.parameter(bias), activation: .leakyReLU)
    }
}
