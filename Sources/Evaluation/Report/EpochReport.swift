/// What one epoch of training cost and reached.
package struct EpochReport: Codable, Equatable, Sendable {
    /// Counted from 0.
    package let epoch: Int
    /// The mean training loss of the epoch's batches, without the penalty; `nil` where it is not finite.
    package let loss: Double?
    /// Seconds of training, validation excluded.
    package let seconds: Double
    /// Overall measures on the validation part.
    package let mean: ErrorMetrics
    package let point: ErrorMetrics

    package init(epoch: Int, loss: Double, seconds: Double, mean: ErrorMetrics, point: ErrorMetrics) {
        self.epoch = epoch
        self.loss = loss.isFinite ? loss : nil
        self.seconds = seconds
        self.mean = mean
        self.point = point
    }
}
