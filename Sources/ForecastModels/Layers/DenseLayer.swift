import NeuralNetwork

/// A fully connected layer: x·W + b, with an activation or without.
///
/// Its input may lie in parts that are multiplied one by one, so that nothing is copied.
struct DenseLayer {
    /// [in, out].
    let weight: ParameterID
    /// [1, out]; `nil` is none.
    let bias: ParameterID?
    /// Widths of the parts of the input, in order.
    let inputWidths: [Int]

    /// - Parameters:
    ///   - prefix: what the names of its parameters begin with.
    ///   - initializer: of the weights, by the width of the input.
    init(
        prefix: String, inputWidths: [Int], width: Int, hasBias: Bool = true,
        initializer: (Int) -> Initializer = { .heNormal(inputWidth: $0) }, layout: inout ParameterLayout
    ) {
        self.inputWidths = inputWidths
        let inputWidth = inputWidths.reduce(0, +)
        weight = layout.declare(
            "\(prefix).weight", rows: inputWidth, columns: width, kind: .staticMatrix,
            initializer: initializer(inputWidth))
        bias =
            hasBias
            ? layout.declare("\(prefix).bias", rows: 1, columns: width, kind: .bias, initializer: .zeros) : nil
    }

    /// - Parameter parts: the parts of the input, each [B, its width].
    /// - Returns: [B, out].
    func callAsFunction(_ parts: [Variable], activation: Activation = .leakyReLU, on tape: Tape) -> Variable {
        self(parts.map { FeaturePart($0) }, activation: activation, on: tape)
    }

    /// - Parameter parts: the parts of the input, each [B, its width] once it is projected.
    /// - Returns: [B, out].
    func callAsFunction(_ parts: [FeaturePart], activation: Activation = .leakyReLU, on tape: Tape) -> Variable {
        let weights = tape.parameter(weight)
        var products: [(input: Variable, weight: Variable)] = []
        var offset = 0
        for (part, inputWidth) in zip(parts, inputWidths) where inputWidth > 0 {
            let own = tape.rows(offset..<offset + inputWidth, of: weights)
            let factor = part.projection.map { projection in
                tape.kept(for: weight, times: projection) {
                    tape.blockwiseProduct(tape.parameter(projection), own)
                }
            }
            products.append((part.value, factor ?? own))
            offset += inputWidth
        }
        return tape.affine(products, bias: bias.map { tape.parameter($0) }, activation: activation)
    }
}
