import Evaluation
import Features

/// Forecasts of an experiment's test samples, in their order.
struct StudyForecasts {
    /// [sample, task].
    let means: [Float]
    /// [sample, task]; what minimises SMAPE.
    let smapePoints: [Float]
    /// [sample, task]; what minimises NMAE.
    let nmaePoints: [Float]
}
