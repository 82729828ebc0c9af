/// The non-linearity σ after an affine operation.
package enum Activation: Sendable {
    case identity
    /// max(x, slope·x) with the slope 0.01 that the paper's citation [21] uses.
    case leakyReLU

    static let slope: Float = 0.01
}
