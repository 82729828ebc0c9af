import Testing

@testable import SnapshotStorage

struct ScenarioDynamicsTests {
    /// A scenario that is held out must be foreseeable: every text attribute of star shop's is known from another.
    @Test func theNewScenarioSharesEveryTextAttribute() {
        let others = SyntheticScenario.allCases.filter { $0 != .starShop }
        #expect(others.contains { $0.type == SyntheticScenario.starShop.type })
        #expect(others.contains { $0.placement == SyntheticScenario.starShop.placement })
        #expect(others.contains { $0.pricing == SyntheticScenario.starShop.pricing })
    }

    @Test func whatIsAScenariosOwnIsSmallBesideItsAttributes() {
        func spread(_ value: (SyntheticScenario) -> Double) -> Double {
            let values = SyntheticScenario.allCases.map(value)
            return (values.max() ?? 0) - (values.min() ?? 0)
        }
        for measure in [\ScenarioDynamics.clickThrough, \.conversion, \.costPerClick] {
            let whole = spread { ScenarioDynamics($0)[keyPath: measure] }
            let own = spread { ScenarioDynamics.own(of: $0)[keyPath: measure] }
            #expect(own > 0 && own < 0.5 * whole)
        }
    }

    @Test func ratesAndSpreadsArePositive() {
        for scenario in SyntheticScenario.allCases {
            let dynamics = ScenarioDynamics(scenario)
            #expect(dynamics.affinitySpread > 0 && dynamics.driftSpread > 0 && dynamics.swingSpread > 0)
            #expect((0..<1).contains(dynamics.swingPersistence) && (0..<1).contains(dynamics.responseRate))
            #expect(dynamics.campaignRate > 0 && dynamics.pauseRate > 0 && dynamics.idleShare > 0)
            #expect(dynamics.campaignLength > 3)
        }
    }

    @Test func namesAreInOrder() {
        let names = SyntheticScenario.allCases.map(\.name)
        #expect(names == names.sorted())
    }

    @Test func mixesDivideTheUnitIntervalByTheirShares() {
        let positions = (0..<10_000).map { (Double($0) + 0.5) / 10_000 }
        let total = ScenarioMix.all.reduce(0) { $0 + $1.share }
        let withDisplay = ScenarioMix.all.filter { $0.scenarios.contains(.display) }.reduce(0) { $0 + $1.share } / total
        let found = positions.filter { ScenarioMix.at($0).scenarios.contains(.display) }.count
        #expect(abs(Double(found) / 10_000 - withDisplay) < 0.001)
        for mix in ScenarioMix.all {
            #expect(mix.scenarios.map(\.name) == mix.scenarios.map(\.name).sorted())
        }
    }
}
