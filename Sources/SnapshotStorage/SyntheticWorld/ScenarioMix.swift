/// Which scenarios an advertiser takes part in.
///
/// The mixes and their shares are chosen so that the samples of the scenarios (advertisers with a row in the last 40
/// days, day by day, in a world of 200 days) stand in the proportions of the paper's Table 3, and that every pair of
/// scenarios shares advertisers. Star shop's share is larger than its samples say, since it lives half as long.
struct ScenarioMix {
    /// Scenarios in the order of their names.
    let scenarios: [SyntheticScenario]
    /// Part of all advertisers.
    let share: Double
    /// How much larger than others its advertisers tend to be.
    let premium: Double

    static let all: [ScenarioMix] = [
        ScenarioMix(scenarios: [.sponsoredSearch], share: 0.666, premium: 0),
        ScenarioMix(scenarios: [.newsFeed, .sponsoredSearch], share: 0.170, premium: 0.25),
        ScenarioMix(scenarios: [.newsFeed], share: 0.068, premium: 0),
        ScenarioMix(scenarios: [.brandSearch, .sponsoredSearch], share: 0.016, premium: 0.4),
        ScenarioMix(scenarios: [.brandSearch, .newsFeed, .sponsoredSearch], share: 0.010, premium: 0.5),
        ScenarioMix(scenarios: [.brandSearch, .display, .newsFeed, .sponsoredSearch], share: 0.003, premium: 0.6),
        ScenarioMix(scenarios: [.brandSearch, .sponsoredSearch, .starShop], share: 0.005, premium: 0.5),
        ScenarioMix(scenarios: [.display, .newsFeed, .sponsoredSearch], share: 0.008, premium: 0.4),
        ScenarioMix(scenarios: [.display, .sponsoredSearch], share: 0.003, premium: 0.3),
        ScenarioMix(scenarios: [.display], share: 0.002, premium: 0.1),
        ScenarioMix(scenarios: [.display, .newsFeed, .sponsoredSearch, .starShop], share: 0.003, premium: 0.5),
        ScenarioMix(scenarios: [.newsFeed, .sponsoredSearch, .starShop], share: 0.009, premium: 0.4),
        ScenarioMix(scenarios: [.sponsoredSearch, .starShop], share: 0.015, premium: 0.3),
    ]

    /// The mix of the advertiser at `position` on the unit interval that the mixes divide.
    static func at(_ position: Double) -> ScenarioMix {
        var rest = position * all.reduce(0) { $0 + $1.share }
        for mix in all {
            rest -= mix.share
            if rest < 0 { return mix }
        }
        return all[0]
    }
}
