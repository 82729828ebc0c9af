import Foundation

/// One advertiser in one scenario, day by day: what it does there and what it gets.
struct ScenarioCampaigns {
    let scenario: SyntheticScenario
    let dynamics: ScenarioDynamics
    private let profile: SyntheticProfile
    /// Log of the money a usual day here takes.
    private let logScale: Double
    /// Days from the time both advertiser and scenario are there to the first campaign.
    private var entryDelay: Int
    private var entered = false
    private var regime = CampaignRegime.absent
    /// Log change of spending here that is wanted, and the one in force; see ``AdvertiserLifecycle``.
    private(set) var wish: Double
    private var level: Double
    /// Log of a market swing that passes within days.
    private var swing = 0.0
    private var clickThroughDrift: Double
    private var conversionDrift: Double
    private var plannedBudget = 0.0
    private var budget = 0.0
    private var random: WorldRandom

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
    mutating func advance(to calendar: SyntheticCalendar, lifecycle: AdvertiserLifecycle, moved: Double) -> SyntheticDay
    {
        let isFirst = calendar.day == 0
        driftByADay()
        changeRegime(calendar: calendar, lifecycle: lifecycle, startsRunning: isFirst)
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

    /// Whether the advertiser has ever run anything here.
    var hasEntered: Bool { entered }

    private mutating func driftByADay() {
        let spread = dynamics.driftSpread * profile.restlessness
        wish = 0.985 * wish + 0.09 * spread * random.normal()
        if random.happens(0.007 * profile.restlessness) {
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

    private mutating func changeRegime(
        calendar: SyntheticCalendar, lifecycle: AdvertiserLifecycle, startsRunning: Bool
    ) {
        switch lifecycle.presence {
        case .awaiting, .gone:
            regime = .absent
            return
        case .present, .leaving:
            break
        }
        switch regime {
        case .absent:
            guard lifecycle.presence == .present, calendar.day >= scenario.launchDay else { return }
            guard entryDelay == 0 else {
                entryDelay -= 1
                return
            }
            if startsRunning {
                regime = .running
            } else {
                regime = .resuming(daysLeft: random.integer(in: 2...4))
                level = wish - (entered ? 0.5 : 1.1)
            }
            entered = true
        case .resuming(let daysLeft):
            regime = daysLeft > 1 ? .resuming(daysLeft: daysLeft - 1) : .running
        case .running:
            startChange()
        case .preparing(let daysLeft, let uplift):
            if daysLeft > 1 {
                regime = .preparing(daysLeft: daysLeft - 1, uplift: uplift)
            } else {
                let mean = dynamics.campaignLength - 3
                regime = .campaign(daysLeft: 3 + random.poisson(mean), uplift: uplift)
            }
        case .campaign(let daysLeft, let uplift):
            regime = daysLeft > 1 ? .campaign(daysLeft: daysLeft - 1, uplift: uplift) : .running
        case .windingDown(let daysLeft, let elapsed):
            if daysLeft > 1 {
                regime = .windingDown(daysLeft: daysLeft - 1, elapsed: elapsed + 1)
            } else {
                regime = .paused(daysLeft: 2 + Int(random.exponential(mean: 8)))
            }
        case .paused(let daysLeft):
            regime = daysLeft > 1 ? .paused(daysLeft: daysLeft - 1) : .resuming(daysLeft: random.integer(in: 2...3))
        }
    }

    private mutating func startChange() {
        let draw = random.uniform()
        let pauses = dynamics.pauseRate * profile.unsteadiness
        if draw < pauses {
            regime = .windingDown(daysLeft: random.integer(in: 4...7), elapsed: 0)
        } else if draw < pauses + dynamics.campaignRate {
            let uplift = 0.45 + random.exponential(mean: 0.35)
            regime = .preparing(daysLeft: random.integer(in: 3...6), uplift: min(1.6, uplift))
        }
    }

    private func plan(lifecycle: AdvertiserLifecycle) -> Double {
        logScale + dynamics.sharedLoading * lifecycle.level + level
    }

    private mutating func behave(
        gap: Double, calendar: SyntheticCalendar, lifecycle: AdvertiserLifecycle, row: inout SyntheticDay
    ) {
        let eagerness = min(1.6, max(-2.8, 1.2 * gap)) + regime.attention + dynamics.attention
        let workday = calendar.isWeekend ? 0.6 : 1.15
        row.logins = random.poisson(profile.loginRate * workday * exp(eagerness))
        let editing = profile.editsPerLogin * exp(regime.editing + 0.4 * min(1.5, max(-1.5, gap)))
        row.campaignEdits = random.poisson(Double(row.logins) * 0.6 * editing)
        row.bidChanges = random.poisson(Double(row.logins) * 0.9 * editing)
        let spending = plan(lifecycle: lifecycle) + regime.budgeting + 0.4 * min(1.5, max(-2, gap))
        let acts = row.campaignEdits + row.bidChanges > 0
        if budget == 0 || (acts && abs(spending - plannedBudget) > 0.07) || abs(spending - plannedBudget) > 0.5 {
            plannedBudget = spending
            budget = ScenarioCampaigns.roundBudget(exp(min(14, spending)) * profile.headroom)
        }
        row.budget = regime.delivers ? budget : 0
    }

    private mutating func perform(
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
            row.expenditure = min(budget, ScenarioCampaigns.hundredths(Double(row.clicks) * costPerClick))
        case .costPerMille:
            let costPerImpression = costPerClick * exp(dynamics.clickThrough)
            row.impressions = random.poisson(spending / costPerImpression)
            row.clicks = min(row.impressions, random.poisson(Double(row.impressions) * clickThrough))
            row.expenditure = min(budget, ScenarioCampaigns.hundredths(Double(row.impressions) * costPerImpression))
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
        row.gmv = ScenarioCampaigns.hundredths(Double(row.orders) * profile.category.orderValue * worth)
    }

    private var weekend: Double { dynamics.weekend + profile.category.weekend }

    /// Two figures, the way people set budgets.
    private static func roundBudget(_ amount: Double) -> Double {
        guard amount > 1 else { return 1 }
        let unit = max(1, pow(10, (log10(amount)).rounded(.down) - 1))
        return (amount / unit).rounded(.up) * unit
    }

    private static func hundredths(_ amount: Double) -> Double {
        (amount * 100).rounded() / 100
    }
}
