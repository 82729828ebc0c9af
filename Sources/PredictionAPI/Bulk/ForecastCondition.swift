import ForecastModels
import Inference

/// A number of one task between two bounds, both excluded.
struct ForecastCondition: Equatable, Sendable {
    /// Position among the model's tasks.
    let task: Int
    let field: ForecastField
    let above: Float?
    let below: Float?

    /// Whether a forecast in one scenario meets the condition; one without numbers is not judged and does.
    func isMet(by scenario: ScenarioForecast) -> Bool {
        guard let forecasts = scenario.forecasts else { return true }
        guard let value = field.value(in: forecasts[task]) else { return false }
        return above.map { value > $0 } ?? true && below.map { value < $0 } ?? true
    }
}
