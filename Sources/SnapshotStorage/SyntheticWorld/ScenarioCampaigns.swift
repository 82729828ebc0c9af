import Foundation

/// One advertiser in one scenario, day by day: what it does there and what it gets.
struct ScenarioCampaigns {
    let scenario: SyntheticScenario
    let dynamics: ScenarioDynamics
    let profile: SyntheticProfile
    /// Log of the money a usual day here takes.
    let logScale: Double
    /// Days from the time both advertiser and scenario are there to the first campaign.
    var entryDelay: Int
    /// Whether the advertiser has ever run anything here.
    var hasEntered = false
    var regime = CampaignRegime.absent
    /// Log change of spending here that is wanted, and the one in force; see ``AdvertiserLifecycle``.
    private(set) var wish: Double
    var level: Double
    /// Log of a market swing that passes within days.
    var swing = 0.0
    var clickThroughDrift: Double
    var conversionDrift: Double
    var plannedBudget = 0.0
    var budget = 0.0
    var random: WorldRandom

    init(scenario: SyntheticScenario, dynamics: ScenarioDynamics, profile: SyntheticProfile, random: WorldRandom) {
        var random = random
        self.scenario = scenario
        self.dynamics = dynamics
        self.profile = profile
        let isFirstChoice = scenario == profile.mix.scenarios.last && scenario.launchDay == 0
        logScale = profile.logScale + dynamics.spend + dynamics.affinitySpread * random.normal()
        let delay = Int(random.exponential(mean: scenario.launchDay > 0 ? 12 : 70))
        let entersLater = random.happens(scenario.launchDay > 0 ? 1 : 0.2)
        entryDelay = entersLater && !isFirstChoice ? delay : 0
        wish = dynamics.driftSpread * profile.restlessness * random.normal()
        level = wish
        clickThroughDrift = 0.25 * random.normal()
        conversionDrift = 0.3 * random.normal()
        self.random = random
    }

    /// The next day.
    ///
    /// - Parameters:
    ///   - calendar: The day.
    ///   - lifecycle: The advertiser, already on that day.
    ///   - moved: Log change of what is wanted here, from budget that moves between the advertiser's scenarios.
    mutating func advance(
        to calendar: SyntheticCalendar, lifecycle: AdvertiserLifecycle, moved: Double
    ) -> SyntheticDay {
        driftByADay()
        changeRegime(calendar: calendar, lifecycle: lifecycle, startsRunning: calendar.day == 0)
        level += dynamics.responseRate * (wish + moved - level)
        var row = SyntheticDay(day: calendar.day)
        if case .absent = regime { return row }
        let gap =
            dynamics.sharedLoading * (lifecycle.wish - lifecycle.level) + (wish + moved - level) + lifecycle.intent
        behave(gap: gap, calendar: calendar, lifecycle: lifecycle, row: &row)
        if regime.delivers {
            perform(calendar: calendar, lifecycle: lifecycle, row: &row)
        }
        return row
    }

    private mutating func driftByADay() {
        let spread = dynamics.driftSpread * profile.restlessness
        wish = 0.985 * wish + 0.08 * spread * random.normal()
        if random.happens(0.005 * profile.restlessness) {
            wish += 1.6 * spread * random.normal()
        }
        wish = min(1.6, max(-1.8, wish))
        let persistence = dynamics.swingPersistence
        swing =
            persistence * swing
            + dynamics.swingSpread * (1 - persistence * persistence).squareRoot() * random.normal()
        clickThroughDrift = 0.97 * clickThroughDrift + 0.06 * random.normal()
        conversionDrift = 0.96 * conversionDrift + 0.09 * random.normal()
    }

    /// Log of the money a day would take if the market were as usual.
    func plan(lifecycle: AdvertiserLifecycle) -> Double {
        logScale + dynamics.sharedLoading * lifecycle.level + level
    }
}
