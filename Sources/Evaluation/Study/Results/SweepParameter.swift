/// A setting of M2M that a study varies while the others stay.
package enum SweepParameter: String, Codable, CaseIterable, Sendable {
    /// T, the days of the input sequence (Figure 6a and b).
    case window
    /// d, the width of the scenario knowledge (Figure 6c and d).
    case knowledgeWidth = "knowledge_width"
    /// K, the layers of a meta unit (Figure 6e and f).
    case metaLayers = "meta_layers"
    /// How a generator's weights are held: a number of factors, or in full.
    case generatorRank = "generator_rank"
}
