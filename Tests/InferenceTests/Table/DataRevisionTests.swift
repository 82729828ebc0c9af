import AdvertiserDomain
import Testing

@testable import Inference

struct DataRevisionTests {
    let world: TinyWorld
    let source: ChangingSource

    init() throws {
        world = try TinyWorld()
        source = ChangingSource(world)
    }

    private func revision() throws -> DataRevision {
        try DataRevision.current(of: source, from: TinyWorld.lastDay - 9, through: TinyWorld.lastDay, check: {})
    }

    @Test func isTheSameForTheSameRows() throws {
        let first = try revision()
        #expect(try revision() == first)
        #expect(first.description.count == 32)
    }

    @Test func followsADayOfTheWindowAndNoOther() throws {
        let before = try revision()
        let inside = try #require(world.histories[2].snapshots.last)
        source.change { histories in
            histories = histories.map { history in
                history.advertiser == "a2" ? history.corrected(inside.scenario, inside.day) : history
            }
        }
        let corrected = try revision()
        #expect(corrected != before)
        // Days before the window make no difference.
        source.change { histories in
            histories = histories.map { $0.corrected("display", TinyWorld.firstDay) }
        }
        #expect(try revision() == corrected)
    }

    @Test func sumsThatStayTheSameDoNotHideAChange() throws {
        let before = try revision()
        // Two advertisers exchange their rows.
        source.change { histories in
            let (one, other) = (histories[0], histories[1])
            histories[0] = AdvertiserHistory(
                advertiser: one.advertiser, profile: one.profile, snapshots: other.snapshots)
            histories[1] = AdvertiserHistory(
                advertiser: other.advertiser, profile: other.profile, snapshots: one.snapshots)
        }
        #expect(try revision() != before)
    }

    @Test func followsProfiles() throws {
        let before = try revision()
        source.change { histories in
            let old = histories[5]
            histories[5] = AdvertiserHistory(
                advertiser: old.advertiser, profile: [.unknown], snapshots: old.snapshots)
        }
        #expect(try revision() != before)
    }
}
