import AdvertiserDomain

/// The forecasts of one advertiser as of one day.
package struct AdvertiserForecast: Equatable, Sendable {
    package let asOf: Day
    /// The first day of the horizon, the day after ``asOf``.
    package let firstDay: Day
    /// The last day of the horizon.
    package let lastDay: Day
    /// Whether the horizon overlaps labels that the model was trained on.
    package let isInSample: Bool
    package let scenarios: [ScenarioForecast]
}
