/// How advertisers fare in a scenario: a sum of one effect for each of its attributes and a small part of its own, so
/// that a scenario never seen is partly predictable from its attributes.
struct ScenarioDynamics {
    /// Log of the part of an advertiser's scale that it spends here.
    var spend = 0.0
    /// How far the advertiser's shared level moves its spending here.
    var sharedLoading = 0.0
    /// Standard deviation of the advertiser's lasting affinity to the scenario, in logs.
    var affinitySpread = 0.0
    /// Part of the gap between what is wanted and what runs that a day closes.
    var responseRate = 0.0
    /// Standard deviation of wanted changes that concern this scenario alone, in logs.
    var driftSpread = 0.0
    /// Standard deviation, in logs, of market swings that pass within days.
    var swingSpread = 0.0
    /// Part of such a swing that is left a day later.
    var swingPersistence = 0.0
    /// Campaigns an advertiser starts a day.
    var campaignRate = 0.0
    /// Days a campaign lasts, on average.
    var campaignLength = 0.0
    /// Pauses an advertiser starts a day.
    var pauseRate = 0.0
    /// Part of the running days on which nothing is delivered.
    var idleShare = 0.0
    /// Log change of demand at weekends.
    var weekend = 0.0
    /// Log of the cost of a click.
    var costPerClick = 0.0
    /// Log of clicks an impression.
    var clickThrough = 0.0
    /// Log of orders a click.
    var conversion = 0.0
    /// Log of the part of the advertiser's attention that goes here.
    var attention = 0.0

    init() {}

    init(_ scenario: SyntheticScenario) {
        self.init()
        add(.common)
        add(.effect(of: scenario.type))
        add(.effect(of: scenario.placement))
        add(.effect(of: scenario.pricing))
        add(.effect(ofReach: scenario.reachIndex))
        add(.own(of: scenario))
    }

    private mutating func add(_ effect: ScenarioDynamics) {
        spend += effect.spend
        sharedLoading += effect.sharedLoading
        affinitySpread += effect.affinitySpread
        responseRate += effect.responseRate
        driftSpread += effect.driftSpread
        swingSpread += effect.swingSpread
        swingPersistence += effect.swingPersistence
        campaignRate += effect.campaignRate
        campaignLength += effect.campaignLength
        pauseRate += effect.pauseRate
        idleShare += effect.idleShare
        weekend += effect.weekend
        costPerClick += effect.costPerClick
        clickThrough += effect.clickThrough
        conversion += effect.conversion
        attention += effect.attention
    }
}
