/// Floats in row-major order with a shape: how parameters leave and enter a model.
package struct Tensor: Equatable, Sendable {
    package let shape: Shape
    /// `shape.count` values, the last extent fastest.
    package var values: [Float]

    package init(shape: Shape, values: [Float]) {
        precondition(values.count == shape.count, "\(values.count) values do not fill a tensor of shape \(shape)")
        self.shape = shape
        self.values = values
    }

    package init(zeros shape: Shape) {
        self.init(shape: shape, values: [Float](repeating: 0, count: shape.count))
    }
}
