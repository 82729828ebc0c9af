import Foundation

extension ScenarioCampaigns {
    /// What the market gives for the budget: impressions, clicks, what they cost, and what is sold.
    mutating func perform(
        calendar: SyntheticCalendar, lifecycle: AdvertiserLifecycle, row: inout SyntheticDay
    ) {
        let noise = 0.22 * random.normal()
        let isIdle = random.happens(dynamics.idleShare * profile.unsteadiness)
        let clickNoise = 0.08 * random.normal()
        guard !isIdle, !(profile.restsAtWeekends && calendar.isWeekend) else { return }
        let season = calendar.season(of: profile.category) + (calendar.isWeekend ? weekend : 0)
        let demand = plan(lifecycle: lifecycle) + regime.spending + swing + season + noise
        let spending = min(budget, exp(min(14, demand)))
        let costPerClick = exp(dynamics.costPerClick + 0.25 * swing)
        let clickThrough = min(0.6, exp(dynamics.clickThrough + clickThroughDrift + clickNoise))
        switch scenario.pricing {
        case .costPerClick:
            row.clicks = random.poisson(spending / costPerClick)
            row.impressions = row.clicks + random.poisson(spending / costPerClick * (1 / clickThrough - 1))
            row.expenditure = min(budget, Self.hundredths(Double(row.clicks) * costPerClick))
        case .costPerMille:
            let costPerImpression = costPerClick * exp(dynamics.clickThrough)
            row.impressions = random.poisson(spending / costPerImpression)
            row.clicks = min(row.impressions, random.poisson(Double(row.impressions) * clickThrough))
            row.expenditure = min(budget, Self.hundredths(Double(row.impressions) * costPerImpression))
        }
        sell(season: season, row: &row)
    }

    private mutating func sell(season: Double, row: inout SyntheticDay) {
        let rating = 0.1 * (Double(profile.starLevel) - 3)
        let conversion = exp(
            dynamics.conversion + profile.category.conversion + rating + conversionDrift + 0.3 * season)
        row.orders = min(row.clicks, random.poisson(Double(row.clicks) * min(0.5, conversion)))
        guard row.orders > 0 else { return }
        let spread = 0.5 / Double(row.orders).squareRoot()
        let worth = exp(profile.logOrderValue + spread * random.normal())
        row.gmv = Self.hundredths(Double(row.orders) * profile.category.orderValue * worth)
    }

    private var weekend: Double { dynamics.weekend + profile.category.weekend }

    private static func hundredths(_ amount: Double) -> Double {
        (amount * 100).rounded() / 100
    }
}
