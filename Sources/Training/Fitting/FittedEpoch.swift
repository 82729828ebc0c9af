/// A finished epoch of a fit.
package struct FittedEpoch: Sendable {
    /// From 0.
    package let epoch: Int
    /// The mean training loss over the epoch's samples, each at the weights of its step.
    package let loss: Double
    package let seconds: Double
}
