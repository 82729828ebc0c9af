import AdvertiserDomain
import Testing

@testable import PredictionAPI

struct AdvertiserNamesTests {
    private func names(_ advertisers: [String]) -> AdvertiserNames {
        let snapshot = DailySnapshot(scenario: "search", day: ExampleWorld.lastDay, measures: [])
        let histories = advertisers.map { AdvertiserHistory(advertiser: $0, profile: [], snapshots: [snapshot]) }
        return AdvertiserNames(source: MemorySource(histories: histories))
    }

    @Test func givesThoseBeforeTheBoundAndDropsTheBoundItself() throws {
        var names = names(["a", "b", "c", "d"])
        #expect(try names.next(before: "c") == "a")
        #expect(try names.next(before: "c") == "b")
        #expect(try names.next(before: "c") == nil)
        #expect(try names.next(before: nil) == "d")
        #expect(try names.next(before: nil) == nil)
    }

    @Test func aNameOfOtherBytesIsNotTheBound() throws {
        let composed = "Caf\u{E9}"
        let decomposed = "Cafe\u{301}"
        var names = names([decomposed, composed])
        #expect(try names.next(before: composed).map { Array($0.utf8) } == Array(decomposed.utf8))
        #expect(try names.next(before: composed) == nil)
        #expect(try names.next(before: nil) == nil)
    }
}
