import AdvertiserDomain
import NeuralNetwork

/// One layer of a meta unit, equation 10 with the generators of equations 11 and 12: σ(h·W(S̃) + S̃·V_b + v_b).
struct MetaLayer {
    let width: Int
    let weights: MetaWeights
    /// V_b, [S, d]; `nil` where nothing is generated.
    let biasGenerator: ParameterID?
    /// v_b, [1, d].
    let bias: ParameterID

    /// - Parameter isGenerated: whether scenario knowledge shapes its weights. If not, V_w and V_b are zero and do not
    ///   exist: W and b are what the generators add to, the same for every row.
    init(
        prefix: String, width: Int, knowledgeWidth: Int, generator: ModelConfiguration.Generator,
        isGenerated: Bool = true, layout: inout ParameterLayout
    ) {
        self.width = width
        weights = MetaWeights(
            prefix: prefix, width: width, knowledgeWidth: knowledgeWidth, generator: generator,
            isGenerated: isGenerated, layout: &layout)
        biasGenerator =
            isGenerated
            ? layout.declare(
                "\(prefix).bias_generator", rows: knowledgeWidth, columns: width, kind: .generator,
                initializer: .uniform(bound: 1 / Float(knowledgeWidth).squareRoot())) : nil
        bias = layout.declare("\(prefix).bias", rows: 1, columns: width, kind: .bias, initializer: .zeros)
    }

    /// - Parameters:
    ///   - input: h, [B·repeats, d].
    ///   - knowledge: S̃, [B, S].
    /// - Returns: [B·repeats, d].
    func callAsFunction(_ input: MetaInput, knowledge: Variable, repeats: Int, on tape: Tape) -> Variable {
        let constantBias = tape.parameter(bias)
        // b of equation 12, [B, d]; [1, d] where nothing is generated
        let generatedBias =
            biasGenerator.map { tape.affine([(knowledge, tape.parameter($0))], bias: constantBias) } ?? constantBias
        switch weights {
        case .fixed(let base):
            return tape.affine(
                [(input.joined(on: tape), tape.parameter(base))], bias: generatedBias, activation: .leakyReLU)
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
