import AdvertiserDomain
import Dispatch
import Foundation
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

    @Test func othersGoOnByTheLastReadingWhileOneReads() throws {
        let counts = Counts()
        let hasBegun = DispatchSemaphore(value: 0)
        let mayGoOn = DispatchSemaphore(value: 0)
        var source = MemorySource(histories: [])
        source.onRange = {
            let reading = counts.readings.withLock { readings in
                readings += 1
                return readings
            }
            guard reading == 2 else { return }
            hasBegun.signal()
            _ = mayGoOn.wait(timeout: .now() + 20)
        }
        let clock = ServerClock(
            monotonicNanoseconds: { counts.now.withLock { $0 } }, unixSeconds: { 0 })
        let catalogue = SourceCatalogue(source: source, clock: clock, lifetimeNanoseconds: 100)
        let first = try catalogue.contents()
        counts.now.withLock { $0 = 100 }
        let hasEnded = DispatchSemaphore(value: 0)
        Thread {
            _ = try? catalogue.contents()
            hasEnded.signal()
        }.start()
        try #require(hasBegun.wait(timeout: .now() + 20) == .success)
        #expect(try catalogue.contents() === first)
        #expect(hasEnded.wait(timeout: .now()) == .timedOut)
        #expect(counts.readings.withLock { $0 } == 2)
        mayGoOn.signal()
        try #require(hasEnded.wait(timeout: .now() + 20) == .success)
        #expect(try catalogue.contents() !== first)
        #expect(counts.readings.withLock { $0 } == 2)
    }
}
