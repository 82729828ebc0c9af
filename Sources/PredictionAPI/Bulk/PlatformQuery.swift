import AdvertiserDomain

/// A decoded request for forecasts of the whole platform.
struct PlatformQuery: Equatable, Sendable {
    /// Names in the order of the request; `nil` for all.
    var scenarios: [String]?
    /// Positions among the model's tasks, in the order of the request.
    var tasks: [Int]
    /// `nil` for the newest complete day.
    var asOf: Day?
    var condition: ForecastCondition?
    /// Whether advertisers without a row in the window are listed too.
    var includesNoHistory = false
    /// `nil` by advertiser, then scenario.
    var order: ForecastOrder?
    /// Rows at most; `nil` for all.
    var limit: Int?
}
