import NeuralNetwork

/// Equation 6: E_i = f_MLP(F), k views of the features, one LeakyReLU layer each.
struct ExpertViews {
    let count: Int
    let width: Int
    /// The layers of all experts side by side, [F, K·W].
    let layer: DenseLayer

    /// - Parameters:
    ///   - prefix: what the names of its parameters begin with.
    ///   - inputWidths: widths of the parts of F.
    init(
        prefix: String = "backbone.experts", inputWidths: [Int], count: Int, width: Int, layout: inout ParameterLayout
    ) {
        self.count = count
        self.width = width
        layer = DenseLayer(prefix: prefix, inputWidths: inputWidths, width: count * width, layout: &layout)
    }

    /// - Parameter parts: the parts of F, each [B, its width].
    /// - Returns: [B·K, W], the K views of a row one after the other.
    func callAsFunction(_ parts: [FeaturePart], on tape: Tape) -> Variable {
        // [B, K·W]
        let views = layer(parts, on: tape)
        return tape.reshaped(views, rows: tape.rowCount(of: views) * count)
    }
}
