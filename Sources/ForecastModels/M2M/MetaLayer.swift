import AdvertiserDomain
import NeuralNetwork

/// One layer of a meta unit, equation 10 with the generators of equations 11 and 12: σ(h·W(S̃) + S̃·V_b + v_b).
struct MetaLayer {
    let width: Int
    let weights: MetaWeights
    /// V_b, [S, d].
    let biasGenerator: ParameterID
    /// v_b, [1, d].
    let bias: ParameterID

    init(
        prefix: String, width: Int, knowledgeWidth: Int, generator: ModelConfiguration.Generator,
        layout: inout ParameterLayout
    ) {
        self.width = width
        weights = MetaWeights(
            prefix: prefix, width: width, knowledgeWidth: knowledgeWidth, generator: generator, layout: &layout)
        biasGenerator = layout.declare(
            "\(prefix).bias_generator", rows: knowledgeWidth, columns: width, kind: .generator,
            initializer: .uniform(bound: 1 / Float(knowledgeWidth).squareRoot()))
        bias = layout.declare("\(prefix).bias", rows: 1, columns: width, kind: .bias, initializer: .zeros)
    }

    /// - Parameters:
    ///   - input: h, [B·repeats, d].
    ///   - knowledge: S̃, [B, S].
    /// - Returns: [B·repeats, d].
    func callAsFunction(_ input: MetaInput, knowledge: Variable, repeats: Int, on tape: Tape) -> Variable {
        // b of equation 12, [B, d]
        let generatedBias = tape.affine([(knowledge, tape.parameter(biasGenerator))], bias: tape.parameter(bias))
        switch weights {
        case .full(let generator, let base):
            // [B·repeats, d]
            let product = tape.generatedProduct(
                input.joined(on: tape), knowledge: knowledge, generator: tape.parameter(generator),
                base: tape.parameter(base), repeats: repeats)
            return tape.affine(
                [], repeated: generatedBias, repeats: repeats, addend: product, activation: .leakyReLU)
        case .factored(let factors):
            return factors.layer(
                input, knowledge: knowledge, generatedBias: generatedBias, repeats: repeats, on: tape)
        }
    }
}
