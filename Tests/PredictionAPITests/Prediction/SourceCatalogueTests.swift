import AdvertiserDomain
import HTTPCore
import Synchronization
import Testing

@testable import PredictionAPI

struct SourceCatalogueTests {
    private final class Counts: Sendable {
        let readings = Mutex(0)
        let now = Mutex<UInt64>(0)
    }

    @Test func readsAnewOnlyWhenTheReadingIsOld() throws {
        let counts = Counts()
        var source = MemorySource(histories: [])
        source.onRange = { counts.readings.withLock { $0 += 1 } }
        let clock = ServerClock(
            monotonicNanoseconds: { counts.now.withLock { $0 } }, unixSeconds: { 0 })
        let catalogue = SourceCatalogue(source: source, clock: clock, lifetimeNanoseconds: 100)
        for (moment, readings) in [(0, 1), (99, 1), (100, 2), (150, 2), (250, 3)] {
            counts.now.withLock { $0 = UInt64(moment) }
            let contents = try catalogue.contents()
            #expect(contents.range?.newest == ExampleWorld.lastDay)
            #expect(contents.scenarios == ExampleWorld.scenarios)
            #expect(counts.readings.withLock { $0 } == readings, "at \(moment)")
        }
    }
}
