import Inference

/// A decoded request with what its answer is made from.
struct PreparedPrediction: Sendable {
    enum Source: Sendable {
        /// The table has it.
        case known(AdvertiserForecast)
        /// The model has to make it.
        case computed(PendingQuery)
    }

    let request: PredictRequest
    let source: Source
}
