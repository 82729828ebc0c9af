/// Everything a tape can compute. Closed, so that forward, backward and the gradient tests cover each case.
///
/// Matrices are row-major. `operands` are ranges of the tape's list of operands.
enum TapeOperation {
    /// A parameter or a constant.
    case leaf
    /// Shares its memory with another matrix: a reshaped matrix or some of its rows.
    case view
    /// σ(Σᵢ xᵢ·Wᵢ + bias + repeated + addend), with the operands x₁, W₁, x₂, W₂, …
    case affine(products: Range<Int>, addends: AffineAddends, activation: Activation)
    /// Row b of `factors` multiplies `repeats` rows of `input`.
    case repeatedProduct(input: Variable, factors: Variable, repeats: Int)
    /// x·W(S̃) with W(S̃) = reshape(S̃·V) + v, one matrix for `repeats` rows of the input: equation 11.
    case generatedProduct(input: Variable, knowledge: Variable, generator: Variable, base: Variable, repeats: Int)
    /// Rows `codes` of a table whose row 0 stands for unknown, as differences from that row.
    case differenceLookup(unknown: Variable, difference: Variable, codes: UnsafeBufferPointer<Int32>, stride: Int)
    /// Matrices of equal height side by side.
    case columns(operands: Range<Int>)
    /// Embedding tables times the blocks of a projection's rows, so that projecting a day is adding rows.
    case foldedTable(embedding: Variable, position: Variable, weight: Variable?, binCount: Int)
    /// Softmax attention over the days, averaged by the pooling, as weights of the rows of a lookup table.
    case attentionWeights(query: Variable, key: Variable, attention: SequenceAttention)
    /// Head by head, table weights times that head's columns of a table.
    case headwiseProduct(weights: Variable, table: Variable, heads: Int)
    /// Elementwise product with a constant.
    case mask(input: Variable, factors: UnsafePointer<Float>)
    /// Softmax of each row.
    case softmax(input: Variable)
    /// Σᵢ weight[b, i] · values[b·K + i] for each row b.
    case weightedSum(weights: Variable, values: Variable)
    /// Σₖ wₖ·Xₖ of whole matrices.
    case combination(parts: Range<Int>, weights: Variable)
    /// Each row normalised to mean 0 and deviation 1, times a gain plus a bias.
    case layerNormalisation(
        input: Variable, gain: Variable, bias: Variable, normalised: UnsafePointer<Float>,
        inverseDeviations: UnsafePointer<Float>)
    /// Softmax attention within groups of a few rows.
    case groupAttention(query: Variable, key: Variable, value: Variable, attention: GroupAttention)
    /// λ/B Σᵢ wᵢ (e^oᵢ − yᵢ·oᵢ): equation 20 on log-rates.
    case poissonLoss(logRate: Variable, labels: LossLabels)
    /// λ/B Σᵢ wᵢ (log(1 + e^oᵢ) − yᵢ·oᵢ) on logits.
    case binaryCrossEntropy(logit: Variable, labels: LossLabels)
    /// The losses of a rate, an activity and the size of what is active, see ``Tape/hurdleLoss(_:labels:positiveShare:)``.
    case hurdleLoss(outputs: Variable, labels: LossLabels, positiveShare: Float)
    /// The sum of 1 × 1 matrices.
    case total(operands: Range<Int>)

    /// The cases by name, so that a test can go through them.
    enum Name: String, CaseIterable {
        case leaf, view, affine, repeatedProduct, generatedProduct, differenceLookup, columns, foldedTable
        case attentionWeights, headwiseProduct, mask, softmax, weightedSum, combination, layerNormalisation
        case groupAttention, poissonLoss, binaryCrossEntropy, hurdleLoss, total
    }

    var name: Name {
        switch self {
        case .leaf: .leaf
        case .view: .view
        case .affine: .affine
        case .repeatedProduct: .repeatedProduct
        case .generatedProduct: .generatedProduct
        case .differenceLookup: .differenceLookup
        case .columns: .columns
        case .foldedTable: .foldedTable
        case .attentionWeights: .attentionWeights
        case .headwiseProduct: .headwiseProduct
        case .mask: .mask
        case .softmax: .softmax
        case .weightedSum: .weightedSum
        case .combination: .combination
        case .layerNormalisation: .layerNormalisation
        case .groupAttention: .groupAttention
        case .poissonLoss: .poissonLoss
        case .binaryCrossEntropy: .binaryCrossEntropy
        case .hurdleLoss: .hurdleLoss
        case .total: .total
        }
    }
}
