@testable import Checkpoints
@testable import Features

/// What describes an exported trajectory, beside its tensors.
struct Trajectory: Encodable {
    let model: ModelSizes
    let features: FeatureSpecification
    /// How inputs and labels were built.
    let state: FittedState
    let learningRate: Float
    /// Rows of each batch.
    let rows: Int
    /// The loss of each batch before its step.
    let losses: [Float]
}
