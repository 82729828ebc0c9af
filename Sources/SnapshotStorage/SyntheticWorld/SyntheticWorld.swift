import AdvertiserDomain
import Foundation

/// A deterministic advertising platform: advertisers with heavy-tailed spending in up to five scenarios, who join,
/// pause, run campaigns, move budget between scenarios and leave, and whose behaviour leads their performance.
///
/// Every advertiser is simulated on its own from the world's seed, so the whole platform never has to be in memory.
package struct SyntheticWorld: Sendable {
    /// The rows of one advertiser in one scenario, in the order of days; only days with anything in them.
    package struct History {
        package let scenario: SyntheticScenario
        package var days: [SyntheticDay]
    }

    package let parameters: WorldParameters
    private let calendar: [SyntheticCalendar]
    /// By ``SyntheticScenario/rawValue``.
    private let dynamics: [ScenarioDynamics]
    private let identifierWidth: Int
    private let firstPosition: Double

    package init(parameters: WorldParameters) {
        self.parameters = parameters
        calendar = (0..<parameters.dayCount).map(SyntheticCalendar.init)
        dynamics = SyntheticScenario.allCases.map(ScenarioDynamics.init)
        identifierWidth = max(6, String(parameters.advertiserCount).count)
        var random = WorldRandom(seed: parameters.seed, advertiser: -1, purpose: Purpose.positions)
        firstPosition = random.uniform()
    }

    /// The name of the advertiser at `index` (from 0): text order is the order of indices.
    package func identifier(ofAdvertiser index: Int) -> String {
        let digits = String(index + 1)
        return "a" + String(repeating: "0", count: max(0, identifierWidth - digits.count)) + digits
    }

    func profile(ofAdvertiser index: Int) -> SyntheticProfile {
        // Multiples of the golden ratio fill the unit interval evenly, so that even the smallest mix gets its share
        // of advertisers in a small world.
        let position = (firstPosition + Double(index) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
        var random = WorldRandom(seed: parameters.seed, advertiser: index, purpose: Purpose.profile)
        return SyntheticProfile(position: position, random: &random)
    }

    /// What the advertiser does and gets on all days of the world, scenarios in the order of their names.
    package func histories(ofAdvertiser index: Int) -> [History] {
        var simulation = simulation(ofAdvertiser: index)
        var histories = simulation.campaigns.map { History(scenario: $0.scenario, days: []) }
        for date in calendar {
            simulation.advance(to: date) { position, row in
                if !row.isEmpty { histories[position].days.append(row) }
            }
        }
        return histories
    }

    /// The advertiser before the world's first day.
    func simulation(ofAdvertiser index: Int) -> AdvertiserSimulation {
        let profile = profile(ofAdvertiser: index)
        func random(_ purpose: UInt64) -> WorldRandom {
            WorldRandom(seed: parameters.seed, advertiser: index, purpose: purpose)
        }
        return AdvertiserSimulation(
            profile: profile,
            campaigns: profile.mix.scenarios.map { scenario in
                ScenarioCampaigns(
                    scenario: scenario, dynamics: dynamics[scenario.rawValue], profile: profile,
                    random: random(Purpose.scenario(scenario)))
            },
            random: random(Purpose.lifecycle))
    }

    /// Numbers that keep the random streams of one advertiser apart.
    private enum Purpose {
        static let positions: UInt64 = 1
        static let profile: UInt64 = 2
        static let lifecycle: UInt64 = 3
        static func scenario(_ scenario: SyntheticScenario) -> UInt64 { 16 + UInt64(scenario.rawValue) }
    }
}
