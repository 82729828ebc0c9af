import AdvertiserDomain
import NeuralNetwork

/// The meta attention module of one task, equations 14 to 16:
///
///     a_i = vᵀ·Meta_t([E_i ‖ T_t])        α = softmax(a)        R_t = Σᵢ α_i·E_i
struct MetaAttention {
    let unit: MetaUnit
    /// v, [2·W, 1].
    let score: ParameterID

    /// - Parameter isGenerated: whether scenario knowledge shapes its weights, or they are static.
    init(
        taskName: String, configuration: ModelConfiguration, isGenerated: Bool = true, layout: inout ParameterLayout
    ) {
        let prefix = "meta_attention.\(taskName)"
        let width = 2 * configuration.viewWidth
        unit = MetaUnit(
            prefix: prefix, width: width, layerCount: configuration.metaLayers,
            knowledgeWidth: configuration.knowledgeWidth, generator: configuration.generator,
            isGenerated: isGenerated, layout: &layout)
        score = layout.declare(
            "\(prefix).score.weight", rows: width, columns: 1, kind: .staticMatrix,
            initializer: .glorotUniform(inputWidth: width, outputWidth: 1))
    }

    /// - Parameters:
    ///   - experts: E, [B·K, W].
    ///   - task: T_t, [1, W].
    ///   - knowledge: S̃, [B, S].
    /// - Returns: R_t, [B, W].
    func callAsFunction(experts: Variable, task: Variable, knowledge: Variable, on tape: Tape) -> Variable {
        let rows = tape.rowCount(of: knowledge)
        let repeats = tape.rowCount(of: experts) / rows
        // [B·K, 2·W]
        let hidden = unit(.beside(experts, shared: task), knowledge: knowledge, repeats: repeats, on: tape)
        // [B·K, 1], then [B, K]
        let scores = tape.reshaped(tape.affine([(hidden, tape.parameter(score))]), rows: rows)
        return tape.weightedSum(weights: tape.softmax(scores), of: experts)
    }
}
