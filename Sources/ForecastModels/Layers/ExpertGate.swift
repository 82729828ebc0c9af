import NeuralNetwork

/// How much a task wants of each expert: softmax(F·G), linear and without bias as in the paper of MMoE.
struct ExpertGate {
    let layer: DenseLayer

    init(taskName: String, inputWidths: [Int], experts: Int, layout: inout ParameterLayout) {
        layer = DenseLayer(
            prefix: "gate.\(taskName)", inputWidths: inputWidths, width: experts, hasBias: false,
            initializer: { .glorotUniform(inputWidth: $0, outputWidth: experts) }, layout: &layout)
    }

    /// - Parameters:
    ///   - parts: the parts of F.
    ///   - experts: [B·K, W].
    /// - Returns: Σᵢ gᵢ·Eᵢ, [B, W].
    func callAsFunction(_ parts: [FeaturePart], experts: Variable, on tape: Tape) -> Variable {
        // [B, K]
        let weights = tape.softmax(layer(parts, activation: .identity, on: tape))
        return tape.weightedSum(weights: weights, of: experts)
    }
}
