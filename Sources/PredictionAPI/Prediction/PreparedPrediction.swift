import Inference

/// A decoded request with the history that its forecast needs.
struct PreparedPrediction: Sendable {
    let request: PredictRequest
    let query: ForecastQuery
}
