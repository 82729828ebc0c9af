/// One advertiser of a synthetic world on one of its days, with all that decides what it will do next but chance.
struct AdvertiserSimulation {
    /// One a scenario of its mix, in the order of their names.
    private(set) var campaigns: [ScenarioCampaigns]
    private var lifecycle: AdvertiserLifecycle
    private var random: WorldRandom

    /// - Parameter random: of its life on the platform.
    init(profile: SyntheticProfile, campaigns: [ScenarioCampaigns], random: WorldRandom) {
        var random = random
        lifecycle = AdvertiserLifecycle(profile: profile, random: &random)
        self.campaigns = campaigns
        self.random = random
    }

    /// Lives a day, the next one.
    ///
    /// - Parameter report: told of each of ``campaigns``, by position, what it did and got.
    mutating func advance(to date: SyntheticCalendar, _ report: (_ position: Int, SyntheticDay) -> Void) {
        if date.day > 0 { lifecycle.advance(random: &random) }
        let moves = moves
        for position in campaigns.indices {
            report(position, campaigns[position].advance(to: date, lifecycle: lifecycle, moved: moves[position]))
        }
    }

    /// The same advertiser on the same day, with other chance from now on: another one for each number.
    func branch(_ number: Int) -> AdvertiserSimulation {
        var branch = self
        branch.random = random.branch(number)
        for position in campaigns.indices {
            branch.campaigns[position].random = campaigns[position].random.branch(number)
        }
        return branch
    }

    /// Budget moves between scenarios: what is wanted more in one is taken, in part, from the others, and a scenario
    /// that is new takes from all that were there.
    private var moves: [Double] {
        let entered = campaigns.filter(\.hasEntered)
        guard entered.count > 1 else { return campaigns.map { _ in 0 } }
        let total = entered.reduce(0) { $0 + $1.wish }
        let isNewThere = entered.contains { $0.scenario.launchDay > 0 }
        return campaigns.map { campaign in
            guard campaign.hasEntered else { return 0 }
            let others = (total - campaign.wish) / Double(entered.count - 1)
            return -0.5 * others - (isNewThere && campaign.scenario.launchDay == 0 ? 0.2 : 0)
        }
    }
}
