import AdvertiserDomain
import Dispatch
import ForecastModels
import Foundation
import Synchronization
import Testing

@testable import Inference

struct ForecastBatcherTests {
    /// Stops the first forward where it begins, which is where it looks at the clock for the second time.
    private final class StoppedForward: Sendable {
        let begun = DispatchSemaphore(value: 0)
        let mayGoOn = DispatchSemaphore(value: 0)
        let records = Mutex<[ForecastBatcher.Record]>([])
        private let looks = Mutex(0)

        func now() -> UInt64 {
            let look = looks.withLock { looks in
                looks += 1
                return looks
            }
            if look == 2 {
                begun.signal()
                _ = mayGoOn.wait(timeout: .now() + 20)
            }
            return DispatchTime.now().uptimeNanoseconds
        }
    }

    let world: TinyWorld
    let engine: ForecastEngine
    private let stop = StoppedForward()

    init() throws {
        world = try TinyWorld()
        engine = try world.engine()
    }

    private func batcher(capacity: Int = 100, patienceSeconds: Double = 20) -> ForecastBatcher {
        let stop = stop
        return ForecastBatcher(
            source: world.source, forwardCount: 1, capacity: capacity, patienceSeconds: patienceSeconds,
            monotonicNanoseconds: stop.now,
            observe: { record in stop.records.withLock { $0.append(record) } })
    }

    private func stored(_ advertiser: String, asOf: Day = TinyWorld.lastDay) -> PendingQuery {
        .stored(StoredQuery(advertiser: advertiser, scenarios: world.scenarios, asOf: asOf))
    }

    /// Asks on a thread of its own.
    private func ask(_ batcher: ForecastBatcher, _ query: PendingQuery) -> Asked {
        let asked = Asked()
        let engine = engine
        Thread { asked.finish(Result { try batcher.forecast(query, by: engine) }) }.start()
        return asked
    }

    private func ask(_ batcher: ForecastBatcher, _ position: Int) -> Asked {
        ask(batcher, .complete(world.query(position)))
    }

    private final class Asked: Sendable {
        private let outcome = Mutex<Result<AdvertiserForecast, any Error>?>(nil)
        private let done = DispatchSemaphore(value: 0)

        func finish(_ outcome: Result<AdvertiserForecast, any Error>) {
            self.outcome.withLock { $0 = outcome }
            done.signal()
        }

        func forecast() throws -> AdvertiserForecast {
            try #require(done.wait(timeout: .now() + 20) == .success)
            return try #require(outcome.withLock { $0 }).get()
        }
    }

    private func waitUntil(_ batcher: ForecastBatcher, has count: Int) {
        while batcher.waitingCount < count { sched_yield() }
    }

    @Test func oneAloneIsAnsweredAsTheEngineDoes() throws {
        stop.mayGoOn.signal()
        #expect(try batcher().forecast(.complete(world.query(2)), by: engine) == engine.forecast(world.query(2)))
        #expect(stop.records.withLock { $0.map(\.waits.count) } == [1])
        #expect(stop.records.withLock { $0.map(\.failures) } == [0])
    }

    @Test func whoeverComesMeanwhileGoesTogether() throws {
        let batcher = batcher()
        var asked = [ask(batcher, 0)]
        try #require(stop.begun.wait(timeout: .now() + 20) == .success)
        asked += (1..<8).map { ask(batcher, $0) }
        waitUntil(batcher, has: 7)
        stop.mayGoOn.signal()
        for (position, asked) in asked.enumerated() {
            let together = try asked.forecast()
            let alone = try engine.forecast(world.query(position))
            #expect(together.scenarios.map(\.scenario) == alone.scenarios.map(\.scenario))
            for (left, right) in zip(together.scenarios, alone.scenarios) {
                let means = (left.forecasts ?? []).map(\.mean)
                #expect(means.count == 2)
                for (one, other) in zip(means, (right.forecasts ?? []).map(\.mean)) {
                    #expect(abs(one - other) <= 1e-5 * abs(other))
                }
            }
        }
        // The one that ended first may be told of last.
        #expect(stop.records.withLock { $0.map(\.waits.count).sorted() } == [1, 7])
        #expect(batcher.waitingCount == 0)
    }

    @Test func historiesAreReadForThoseWhoAskByName() throws {
        let batcher = batcher()
        let first = ask(batcher, 0)
        try #require(stop.begun.wait(timeout: .now() + 20) == .success)
        let asked = [
            ask(batcher, stored("a3")), ask(batcher, stored("nobody")),
            ask(batcher, stored("a3", asOf: TinyWorld.lastDay - 4)), ask(batcher, stored("a5")),
        ]
        waitUntil(batcher, has: 4)
        stop.mayGoOn.signal()
        #expect(try first.forecast().scenarios.count == 2)
        #expect(throws: UnknownAdvertiser(name: "nobody")) { try asked[1].forecast() }
        for (asked, query) in [
            (asked[0], world.query(3)), (asked[2], world.query(3, asOf: TinyWorld.lastDay - 4)),
            (asked[3], world.query(5)),
        ] {
            let (together, alone) = (try asked.forecast(), try engine.forecast(query))
            #expect(together.asOf == alone.asOf)
            for (one, other) in zip(together.scenarios, alone.scenarios) {
                for (mean, expected) in zip(one.forecasts ?? [], other.forecasts ?? []) {
                    #expect(abs(mean.mean - expected.mean) <= 1e-5 * abs(expected.mean))
                }
            }
        }
        #expect(stop.records.withLock { $0.map(\.scored).sorted() } == [1, 3])
        #expect(stop.records.withLock { $0.map(\.failures) } == [0, 0])
    }

    @Test func noMoreWaitThanMay() throws {
        let batcher = batcher(capacity: 1)
        let first = ask(batcher, 0)
        try #require(stop.begun.wait(timeout: .now() + 20) == .success)
        let second = ask(batcher, 1)
        waitUntil(batcher, has: 1)
        #expect(throws: ForecastOverload.queueFull) { try batcher.forecast(.complete(world.query(2)), by: engine) }
        stop.mayGoOn.signal()
        #expect(try first.forecast().scenarios.count == 2)
        #expect(try second.forecast().scenarios.count == 2)
    }

    @Test func nobodyWaitsForEver() throws {
        let batcher = batcher(patienceSeconds: 0.01)
        let first = ask(batcher, 0)
        try #require(stop.begun.wait(timeout: .now() + 20) == .success)
        #expect(throws: ForecastOverload.waitedTooLong) { try batcher.forecast(.complete(world.query(1)), by: engine) }
        #expect(batcher.waitingCount == 0)
        stop.mayGoOn.signal()
        #expect(try first.forecast().scenarios.count == 2)
    }

    @Test func whoDoesNotWaitIsToldOnTheThreadOfTheForward() throws {
        let batcher = batcher()
        let outcomes = (0..<4).map { _ in Asked() }
        try batcher.submit(.complete(world.query(0)), to: engine, answer: outcomes[0].finish)
        try #require(stop.begun.wait(timeout: .now() + 20) == .success)
        for position in 1..<4 {
            try batcher.submit(.complete(world.query(position)), to: engine, answer: outcomes[position].finish)
        }
        #expect(batcher.waitingCount == 3)
        stop.mayGoOn.signal()
        for (position, outcome) in outcomes.enumerated() {
            let alone = try engine.forecast(world.query(position))
            #expect(try outcome.forecast().scenarios.map(\.scenario) == alone.scenarios.map(\.scenario))
        }
        #expect(stop.records.withLock { $0.map(\.waits.count) } == [1, 3])
    }

    @Test func whoHasWaitedTooLongIsToldWhenTheForwardBeforeHasEnded() throws {
        let batcher = batcher(patienceSeconds: 0)
        let (first, late) = (Asked(), Asked())
        try batcher.submit(.complete(world.query(0)), to: engine, answer: first.finish)
        try #require(stop.begun.wait(timeout: .now() + 20) == .success)
        try batcher.submit(.complete(world.query(1)), to: engine, answer: late.finish)
        stop.mayGoOn.signal()
        #expect(try first.forecast().scenarios.count == 2)
        #expect(throws: ForecastOverload.waitedTooLong) { try late.forecast() }
        #expect(stop.records.withLock { $0.map(\.waits.count) } == [1])
    }

    @Test func noMoreAreTakenInThanMayWait() throws {
        let batcher = batcher(capacity: 0)
        let (first, refused) = (Asked(), Asked())
        try batcher.submit(.complete(world.query(0)), to: engine, answer: first.finish)
        try #require(stop.begun.wait(timeout: .now() + 20) == .success)
        #expect(throws: ForecastOverload.queueFull) {
            try batcher.submit(.complete(world.query(1)), to: engine, answer: refused.finish)
        }
        stop.mayGoOn.signal()
        #expect(try first.forecast().scenarios.count == 2)
    }

    @Test func aFaultIsTheOneRequestsOwn() throws {
        stop.mayGoOn.signal()
        let batcher = batcher()
        #expect(throws: (any Error).self) {
            try batcher.forecast(.complete(world.query(1, requested: ["nowhere"])), by: engine)
        }
        #expect(try batcher.forecast(.complete(world.query(1)), by: engine).scenarios.count == 2)
        #expect(stop.records.withLock { $0.map(\.failures) } == [1, 0])
    }
}
