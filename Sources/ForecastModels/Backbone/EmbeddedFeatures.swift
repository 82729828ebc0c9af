import NeuralNetwork

/// The features F of a batch. They lie apart, and what multiplies them does so part by part: nothing is copied.
struct EmbeddedFeatures {
    /// The pooled behaviour and performance sequences, [B, P·D] each once they are projected.
    let sequences: [FeaturePart]
    /// [B, Q].
    let dense: Variable
    /// [B, 8 · attributes].
    let attributes: Variable

    /// F, in the order of its parts.
    var parts: [FeaturePart] { sequences + [FeaturePart(dense), FeaturePart(attributes)] }
}
