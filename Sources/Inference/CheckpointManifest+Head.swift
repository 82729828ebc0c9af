import AdvertiserDomain
import Checkpoints

/// What forecasts a version gives follows from its model's head.
extension CheckpointManifest {
    /// What ``Forecast/point`` minimises; `mean` where the head gives nothing but the mean.
    package var pointDecision: String {
        switch model.head {
        case .poisson: "mean"
        }
    }

    /// The numbers that forecasts have.
    package var forecastFields: [ForecastField] {
        switch model.head {
        case .poisson: [.mean, .point]
        }
    }
}
