import AdvertiserDomain

/// An advertiser of the source to forecast.
package struct StoredQuery: Sendable {
    package let advertiser: String
    /// As in ``ForecastQuery``.
    package let scenarios: [ScenarioRecord]
    /// Names in the order of the answer; `nil` for those with a row in the window, ascending.
    package let requested: [String]?
    /// The window's last day.
    package let asOf: Day

    package init(advertiser: String, scenarios: [ScenarioRecord], requested: [String]? = nil, asOf: Day) {
        self.advertiser = advertiser
        self.scenarios = scenarios
        self.requested = requested
        self.asOf = asOf
    }

    /// What the source is asked for.
    func history(windowDays: Int) -> HistoryQuery {
        HistoryQuery(advertiser: advertiser, from: asOf - (windowDays - 1), through: asOf)
    }

    /// The query with what the source has of the advertiser.
    func completed(by history: AdvertiserHistory?) throws(UnknownAdvertiser) -> ForecastQuery {
        guard let history else { throw UnknownAdvertiser(name: advertiser) }
        return ForecastQuery(history: history, scenarios: scenarios, requested: requested, asOf: asOf)
    }
}
