import NeuralNetwork

/// Equation 6: E_i = f_MLP(F), k views of the features, one LeakyReLU layer each.
///
/// F is the pooled sequences, the dense features and the attribute embeddings side by side.
struct ExpertViews {
    let count: Int
    let width: Int
    /// The layers of all experts side by side, [F, K·W].
    let weight: ParameterID
    /// [1, K·W].
    let bias: ParameterID
    /// Widths of the parts of F, in order.
    let inputWidths: [Int]

    init(inputWidths: [Int], count: Int, width: Int, layout: inout ParameterLayout) {
        self.inputWidths = inputWidths
        self.count = count
        self.width = width
        let inputWidth = inputWidths.reduce(0, +)
        weight = layout.declare(
            "backbone.experts.weight", rows: inputWidth, columns: count * width, kind: .staticMatrix,
            initializer: .heNormal(inputWidth: inputWidth))
        bias = layout.declare(
            "backbone.experts.bias", rows: 1, columns: count * width, kind: .bias, initializer: .zeros)
    }

    /// - Parameter parts: the parts of F, each [B, its width].
    /// - Returns: [B·K, W], the K views of a row one after the other.
    func callAsFunction(_ parts: [Variable], on tape: Tape) -> Variable {
        let weight = tape.parameter(weight)
        var products: [(input: Variable, weight: Variable)] = []
        var offset = 0
        for (part, inputWidth) in zip(parts, inputWidths) where inputWidth > 0 {
            products.append((part, tape.rows(offset..<offset + inputWidth, of: weight)))
            offset += inputWidth
        }
        // [B, K·W]
        let views = tape.affine(products, bias: tape.parameter(bias), activation: .leakyReLU)
        return tape.reshaped(views, rows: tape.rowCount(of: views) * count)
    }
}
