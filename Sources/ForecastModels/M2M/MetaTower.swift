import AdvertiserDomain
import NeuralNetwork

/// The meta residual tower of one task, equations 17 and 18:
///
///     L⁽⁰⁾ = R_t        L⁽ʲ⁾ = σ(Meta⁽ʲ⁻¹⁾(L⁽ʲ⁻¹⁾) + L⁽ʲ⁻¹⁾)
struct MetaTower {
    let units: [MetaUnit]

    /// - Parameter isGenerated: whether scenario knowledge shapes its weights, or they are static.
    init(
        taskName: String, configuration: ModelConfiguration, isGenerated: Bool = true, layout: inout ParameterLayout
    ) {
        units = (0..<configuration.towerLayers).map { block in
            MetaUnit(
                prefix: "meta_tower.\(taskName).block\(block)", width: configuration.viewWidth,
                layerCount: configuration.metaLayers, knowledgeWidth: configuration.knowledgeWidth,
                generator: configuration.generator, isGenerated: isGenerated, layout: &layout)
        }
    }

    /// - Parameters:
    ///   - input: R_t, [B, W].
    ///   - knowledge: S̃, [B, S].
    /// - Returns: L⁽ᴸ⁾, [B, W].
    func callAsFunction(_ input: Variable, knowledge: Variable, on tape: Tape) -> Variable {
        var level = input
        for unit in units {
            let output = unit(.rows(level), knowledge: knowledge, repeats: 1, on: tape)
            level = tape.affine([], repeated: level, addend: output, activation: .leakyReLU)
        }
        return level
    }
}
