import NeuralNetwork

/// A fully connected layer on the features F, whose parts lie apart: F·W + b.
struct FeatureLayer {
    /// [F, width].
    let weight: ParameterID
    /// [1, width]; `nil` is none.
    let bias: ParameterID?
    /// Widths of the parts of F, in order.
    let inputWidths: [Int]

    /// - Parameter initializer: of the weights; `nil` is He's, for a rectifier to follow.
    init(
        prefix: String, inputWidths: [Int], width: Int, hasBias: Bool = true, initializer: Initializer? = nil,
        layout: inout ParameterLayout
    ) {
        self.inputWidths = inputWidths
        let inputWidth = inputWidths.reduce(0, +)
        weight = layout.declare(
            "\(prefix).weight", rows: inputWidth, columns: width, kind: .staticMatrix,
            initializer: initializer ?? .heNormal(inputWidth: inputWidth))
        bias =
            hasBias
            ? layout.declare("\(prefix).bias", rows: 1, columns: width, kind: .bias, initializer: .zeros) : nil
    }

    /// - Parameter parts: the parts of F, each [B, its width].
    /// - Returns: [B, width].
    func callAsFunction(_ parts: [Variable], activation: Activation = .leakyReLU, on tape: Tape) -> Variable {
        let weight = tape.parameter(weight)
        var products: [(input: Variable, weight: Variable)] = []
        var offset = 0
        for (part, inputWidth) in zip(parts, inputWidths) where inputWidth > 0 {
            products.append((part, tape.rows(offset..<offset + inputWidth, of: weight)))
            offset += inputWidth
        }
        return tape.affine(products, bias: bias.map { tape.parameter($0) }, activation: activation)
    }
}
