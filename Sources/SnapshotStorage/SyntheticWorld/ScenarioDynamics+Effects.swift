/// The effects that add up to a scenario's dynamics. They are invented; only their direction follows what is known of
/// such products: search converts better than recommendation, a first place gets more clicks and costs more, what is
/// paid by impressions is bought in bursts.
extension ScenarioDynamics {
    static let common: ScenarioDynamics = {
        var effect = ScenarioDynamics()
        effect.spend = -0.5
        effect.sharedLoading = 0.9
        effect.affinitySpread = 0.4
        effect.responseRate = 0.11
        effect.driftSpread = 0.35
        effect.swingSpread = 0.48
        effect.swingPersistence = 0.6
        effect.campaignRate = 0.032
        effect.campaignLength = 8.5
        effect.pauseRate = 0.006
        effect.idleShare = 0.04
        effect.costPerClick = -0.2
        effect.clickThrough = -3.4
        effect.conversion = -3.4
        effect.attention = -0.3
        return effect
    }()

    static func effect(of type: SyntheticScenario.AdvertisingType) -> ScenarioDynamics {
        var effect = ScenarioDynamics()
        switch type {
        case .search:
            effect.sharedLoading = 0.1
            effect.responseRate = 0.03
            effect.costPerClick = 0.3
            effect.conversion = 0.45
            effect.weekend = -0.08
        case .recommendation:
            effect.affinitySpread = 0.1
            effect.responseRate = -0.02
            effect.swingSpread = 0.06
            effect.costPerClick = -0.35
            effect.conversion = -0.55
            effect.weekend = 0.1
            effect.idleShare = 0.02
        }
        return effect
    }

    static func effect(of placement: SyntheticScenario.Placement) -> ScenarioDynamics {
        var effect = ScenarioDynamics()
        switch placement {
        case .searchResults:
            effect.clickThrough = 0.3
            effect.attention = 0.3
        case .searchTop:
            effect.clickThrough = 0.9
            effect.costPerClick = 0.2
            effect.swingPersistence = 0.06
            effect.campaignRate = 0.004
        case .homePage:
            effect.clickThrough = -0.5
            effect.swingPersistence = -0.05
            effect.pauseRate = 0.002
        }
        return effect
    }

    static func effect(of pricing: SyntheticScenario.Pricing) -> ScenarioDynamics {
        var effect = ScenarioDynamics()
        switch pricing {
        case .costPerClick:
            effect.driftSpread = 0.05
        case .costPerMille:
            effect.campaignRate = 0.006
            effect.campaignLength = 2
            effect.pauseRate = 0.003
            effect.spend = 0.2
            effect.costPerClick = -0.1
        }
        return effect
    }

    static func effect(ofReach reachIndex: Double) -> ScenarioDynamics {
        var effect = ScenarioDynamics()
        effect.spend = 0.9 * (reachIndex - 0.6)
        effect.swingSpread = -0.08 * (reachIndex - 0.6)
        effect.clickThrough = -0.3 * (reachIndex - 0.6)
        effect.idleShare = -0.03 * (reachIndex - 0.6)
        return effect
    }

    static func own(of scenario: SyntheticScenario) -> ScenarioDynamics {
        var effect = ScenarioDynamics()
        switch scenario {
        case .brandSearch:
            effect.spend = 0.25
            effect.conversion = 0.2
            effect.driftSpread = -0.05
        case .display:
            effect.affinitySpread = 0.05
            effect.clickThrough = -0.2
            effect.swingSpread = 0.03
        case .newsFeed:
            effect.spend = -0.1
            effect.weekend = 0.05
        case .sponsoredSearch:
            effect.attention = 0.1
        case .starShop:
            effect.spend = 0.1
            effect.conversion = -0.1
            effect.campaignRate = 0.002
            effect.costPerClick = 0.1
        }
        return effect
    }
}
