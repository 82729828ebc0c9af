import NeuralNetwork

/// Equation 8: S̃ = f_MLP(S, A), what is known of the scenario and of the advertiser, one LeakyReLU layer.
struct ScenarioKnowledge {
    /// [8 · attributes, S].
    let layer: DenseLayer

    init(inputWidth: Int, width: Int, layout: inout ParameterLayout) {
        layer = DenseLayer(
            prefix: "backbone.scenario_knowledge", inputWidths: [inputWidth], width: width, layout: &layout)
    }

    /// - Parameter attributes: the embedded attributes of scenario and profile, [B, 8 · attributes].
    /// - Returns: [B, S].
    func callAsFunction(_ attributes: Variable, on tape: Tape) -> Variable {
        layer([attributes], on: tape)
    }
}
