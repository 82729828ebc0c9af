import AdvertiserDomain
import NeuralNetwork

/// Equations 9 to 13: K layers whose weights are generated from scenario knowledge,
///
///     h⁽⁰⁾ = h_input        h⁽ⁱ⁾ = σ(W⁽ⁱ⁻¹⁾·h⁽ⁱ⁻¹⁾ + b⁽ⁱ⁻¹⁾)        Meta(h_input) = h⁽ᴷ⁾
struct MetaUnit {
    let layers: [MetaLayer]

    /// - Parameter isGenerated: whether scenario knowledge shapes its weights, or they are static.
    init(
        prefix: String, width: Int, layerCount: Int, knowledgeWidth: Int, generator: ModelConfiguration.Generator,
        isGenerated: Bool = true, layout: inout ParameterLayout
    ) {
        layers = (0..<layerCount).map { index in
            MetaLayer(
                prefix: "\(prefix).layer\(index)", width: width, knowledgeWidth: knowledgeWidth, generator: generator,
                isGenerated: isGenerated, layout: &layout)
        }
    }

    /// - Parameters:
    ///   - input: h_input, [B·repeats, d], or its parts side by side.
    ///   - knowledge: S̃, [B, S].
    ///   - repeats: rows of the input that share a row of knowledge.
    /// - Returns: h⁽ᴷ⁾, [B·repeats, d].
    func callAsFunction(_ input: MetaInput, knowledge: Variable, repeats: Int, on tape: Tape) -> Variable {
        var hidden = input
        for layer in layers {
            hidden = .rows(layer(hidden, knowledge: knowledge, repeats: repeats, on: tape))
        }
        return hidden.joined(on: tape)
    }
}
