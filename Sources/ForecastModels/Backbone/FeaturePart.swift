import NeuralNetwork

/// A part of the features: x, or P vectors of which each is still to go through a projection.
///
/// Where weights are final, the projection is multiplied once by the layers that the part goes into, which saves every batch
/// the product with it.
struct FeaturePart {
    /// [B, its width].
    let value: Variable
    /// [width of a vector, D]; `nil` where the part is as it is.
    let projection: ParameterID?

    init(_ value: Variable, projection: ParameterID? = nil) {
        self.value = value
        self.projection = projection
    }
}
