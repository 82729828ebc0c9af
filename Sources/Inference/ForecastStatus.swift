/// How much a forecast rests on; the first case that applies.
package enum ForecastStatus: String, CaseIterable, Sendable {
    /// The advertiser has no row in any scenario in the window: nothing is forecast.
    case noHistory = "no_history"
    /// The scenario is not among the training scenarios: it is scored from its attributes.
    case coldScenario = "cold_scenario"
    /// The first row in the scenario is later than the window's first day, or there is none.
    case shortHistory = "short_history"
    case ok
}
