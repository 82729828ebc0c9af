import AdvertiserDomain

/// One advertiser to forecast.
package struct ForecastQuery: Sendable {
    /// Its rows; those outside the window are ignored.
    package let history: AdvertiserHistory
    /// Scenarios with what is known of them, at least those named in ``requested``; one that only the history names is
    /// scored with unknown attributes.
    package let scenarios: [ScenarioRecord]
    /// Names in the order of the answer; `nil` for those with a row in the window, ascending.
    package let requested: [String]?
    /// The window's last day.
    package let asOf: Day

    package init(history: AdvertiserHistory, scenarios: [ScenarioRecord], requested: [String]? = nil, asOf: Day) {
        self.history = history
        self.scenarios = scenarios
        self.requested = requested
        self.asOf = asOf
    }
}
