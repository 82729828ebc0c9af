/// A number of a ``Forecast``, by its name in responses.
package enum ForecastField: String, CaseIterable, Sendable {
    case mean
    case point
    case activeProbability = "active_probability"
    case p10, p50, p90

    /// `nil` where the forecast does not have it.
    package func value(in forecast: Forecast) -> Float? {
        switch self {
        case .mean: forecast.mean
        case .point: forecast.point
        case .activeProbability: forecast.activeProbability
        case .p10: forecast.p10
        case .p50: forecast.p50
        case .p90: forecast.p90
        }
    }
}
