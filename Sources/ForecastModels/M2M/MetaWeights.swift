import AdvertiserDomain
import NeuralNetwork

/// Equation 11, W = reshape(V_w·S̃ + v_w), in one of its two forms; or v_w alone.
enum MetaWeights {
    /// V_w [S, d·d], entry (i, j) of W in column i·d + j, and v_w [d, d].
    case full(generator: ParameterID, base: ParameterID)
    case factored(FactoredWeights)
    /// v_w [d, d]: nothing is generated.
    case fixed(base: ParameterID)

    init(
        prefix: String, width: Int, knowledgeWidth: Int, generator: ModelConfiguration.Generator,
        isGenerated: Bool, layout: inout ParameterLayout
    ) {
        // Both forms start from a nearly static network.
        let base = layout.declare(
            "\(prefix).static", rows: width, columns: width, kind: .staticMatrix,
            initializer: .heNormal(inputWidth: width))
        switch generator {
        case .full where !isGenerated:
            self = .fixed(base: base)
        case .full:
            let deviation = 0.1 * (2 / (Float(width) * Float(knowledgeWidth))).squareRoot()
            self = .full(
                generator: layout.declare(
                    "\(prefix).generator", rows: knowledgeWidth, columns: width * width, kind: .generator,
                    initializer: .normal(deviation: deviation)),
                base: base)
        case .factored(let rank):
            self = .factored(
                FactoredWeights(
                    prefix: prefix, width: width, knowledgeWidth: knowledgeWidth, rank: rank, base: base,
                    isGenerated: isGenerated, layout: &layout))
        }
    }
}
