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
    /// How the outcomes keep to the forecast quantiles; `nil` where there are none.
    var quantiles: QuantileMetrics?
}
