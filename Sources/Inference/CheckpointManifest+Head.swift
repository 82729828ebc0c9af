import AdvertiserDomain
import Checkpoints
import ForecastModels

/// What forecasts a version gives follows from its model's head.
extension CheckpointManifest {
    /// What ``ForecastModels/Forecast/point`` minimises; `mean` where the head gives nothing but the mean.
    package var pointDecision: String {
        switch model.head {
        case .poisson: "mean"
        case .hurdle: decision.rawValue
        }
    }

    /// The numbers that forecasts have.
    package var forecastFields: [ForecastField] {
        switch model.head {
        case .poisson: [.mean, .point]
        case .hurdle: ForecastField.allCases
        }
    }

    /// How the outputs of the weights that serve become forecasts.
    var forecastRule: ForecastRule {
        ForecastRule(
            specification: features, state: states.serving, head: model.head, decision: decision, levels: calibration)
    }
}
