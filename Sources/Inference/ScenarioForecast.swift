import ForecastModels

/// The forecasts of one advertiser in one scenario.
package struct ScenarioForecast: Equatable, Sendable {
    package let scenario: String
    package let status: ForecastStatus
    /// Days from the first row in this scenario in the window to the as-of date, both included; 0 without a row.
    package let historyDays: Int
    /// One a task, in the order of ``ForecastEngine/tasks``; `nil` where the status is ``ForecastStatus/noHistory``.
    package let forecasts: [Forecast]?
}
