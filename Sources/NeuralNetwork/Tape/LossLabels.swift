/// The labels of one task in a batch.
package struct LossLabels {
    /// Element `b · stride` is the label of row b, in units of the task's scale.
    package let values: UnsafeBufferPointer<Float>
    package let stride: Int
    /// The weight of row b, shared by all tasks.
    package let weights: UnsafeBufferPointer<Float>
    /// λ / B, B being the rows of the whole batch even where a tape sees a slice of it.
    package let factor: Float

    package init(values: UnsafeBufferPointer<Float>, stride: Int, weights: UnsafeBufferPointer<Float>, factor: Float) {
        self.values = values
        self.stride = stride
        self.weights = weights
        self.factor = factor
    }
}
