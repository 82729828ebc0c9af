import AdvertiserDomain
import ForecastModels
import Inference

/// By which number of which task rows are ordered.
struct ForecastOrder: Equatable, Sendable {
    /// Position among the model's tasks.
    let task: Int
    let field: ForecastField
    let isDescending: Bool

    /// Whether one row stands before another. Rows without numbers stand last; equal ones by advertiser, then scenario.
    func places(_ row: PlatformRow, before other: PlatformRow) -> Bool {
        let value = key(of: row)
        let otherValue = key(of: other)
        if value != otherValue {
            guard let value else { return false }
            guard let otherValue else { return true }
            return isDescending ? value > otherValue : value < otherValue
        }
        if !row.advertiser.equalsByScalars(other.advertiser) {
            return row.advertiser.precedesByScalars(other.advertiser)
        }
        return row.scenario.precedesByScalars(other.scenario)
    }

    private func key(of row: PlatformRow) -> Float? {
        row.forecast.scenarios.first?.forecasts.flatMap { field.value(in: $0[task]) }
    }
}
