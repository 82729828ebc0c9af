import AdvertiserDomain
import Checkpoints
import Foundation
import Inference
import Synchronization
import Testing

@testable import Retraining

struct RetrainWorkerTests {
    private static let time = Date(timeIntervalSince1970: 1_600_000_000)

    /// Says what the data hold, as a test sets it.
    private final class ChangingSource: HistorySource {
        struct Unreadable: Error {}

        let columns = SmallPlatform().source.columns
        let newest: Mutex<Day?>
        let isReadable = Mutex(true)
        /// How often somebody looked.
        let looks = Mutex(0)

        init(newest: Day?) { self.newest = Mutex(newest) }

        func dataRange() throws -> DataRange? {
            looks.withLock { $0 += 1 }
            guard isReadable.withLock({ $0 }) else { throw Unreadable() }
            return newest.withLock { $0 }.map { DataRange(oldest: SmallPlatform.firstDay, newest: $0, gaps: []) }
        }

        func scenarios() -> [ScenarioRecord] { [] }
        func history(of advertiser: String, from first: Day, through last: Day) -> AdvertiserHistory? { nil }
        func historyPages(from first: Day, through last: Day) -> any HistoryPages {
            [[AdvertiserHistory]]().makeIterator()
        }
    }

    /// Writes down what a test says in place of a training, once it is let to.
    private final class Cycle: RetrainCycling {
        let history: RetrainHistory
        let outcome: RetrainRecord.Outcome
        let fault: RetrainError?
        /// A cycle ends when something comes through here.
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)

        init(history: RetrainHistory, outcome: RetrainRecord.Outcome = .promoted, fault: RetrainError? = nil) {
            self.history = history
            self.outcome = outcome
            self.fault = fault
        }

        func run(
            _ trigger: RetrainTrigger, newestDay: Day, configuration: RetrainingConfiguration,
            progress: @escaping @Sendable (String) -> Void
        ) async throws -> RetrainRecord {
            progress("training, keeping \(configuration.keepVersions)")
            for await _ in gate { break }
            if let fault { throw fault }
            let record = RetrainRecord(
                cycle: (try history.records().last?.cycle ?? 0) + 1, trigger: trigger, newestDay: newestDay,
                startedAt: time, finishedAt: time,
                outcome: _Concurrency.Task.isCancelled ? .interrupted : outcome, reason: "so")
            try history.append(record)
            return record
        }
    }

    private let temporary: TemporaryDirectory
    private let models: ModelDirectory
    private let slot: EngineSlot
    private let source = ChangingSource(newest: SmallPlatform.lastDay)
    private let clock = ManualClock()

    /// Version 1 serves, trained on all days but the last.
    init() throws {
        temporary = try TemporaryDirectory()
        models = ModelDirectory(path: temporary.path)
        _ = try SmallPlatform().publish(seed: 1, newestLabelDay: SmallPlatform.lastDay - 1, in: models)
        try models.activate(1, by: "adcast train", why: "", at: Self.time)
        slot = EngineSlot(try ForecastEngine(models.load(1)))
    }

    /// Runs a worker while `body` watches what it tells and drives it.
    private func withWorker(
        _ cycle: Cycle, _ configuration: RetrainingConfiguration = RetrainingConfiguration(isEnabled: true),
        _ body: (RetrainWorker, inout AsyncStream<RetrainNotice>.Iterator) async throws -> Void
    ) async throws {
        let (notices, notice) = AsyncStream.makeStream(of: RetrainNotice.self)
        let worker = RetrainWorker(
            source: source, slot: slot,
            versions: VersionSwitch(directory: models, slot: slot, now: { Self.time }), cycle: cycle,
            history: cycle.history, configuration: configuration, clock: clock,
            now: { Self.time }, uniform: { 0 }, observe: { notice.yield($0) })
        let running = _Concurrency.Task { await worker.run() }
        var iterator = notices.makeAsyncIterator()
        do {
            try await body(worker, &iterator)
        } catch {
            running.cancel()
            await running.value
            throw error
        }
        running.cancel()
        await running.value
    }

    private func makeCycle(
        _ outcome: RetrainRecord.Outcome = .promoted, fault: RetrainError? = nil
    ) -> Cycle {
        Cycle(history: RetrainHistory(directory: models.path), outcome: outcome, fault: fault)
    }

    /// Lets the worker look once more, which must not start a cycle; when it looks again after that, it has looked.
    private func look() async {
        let before = source.looks.withLock { $0 }
        while source.looks.withLock({ $0 }) < before + 2 { await letTimePass() }
    }

    private func letTimePass() async {
        await clock.waitForSleeper()
        clock.advance(by: .seconds(30))
    }

    @Test func aNewDayIsPickedUpOnce() async throws {
        let cycle = makeCycle(.refused)
        let trigger = RetrainTrigger(kind: .newDay, why: "\(SmallPlatform.lastDay) is complete")
        try await withWorker(cycle) { worker, notices in
            #expect(await notices.next() == .started(trigger))
            #expect(await notices.next() == .progress("training, keeping 5"))
            #expect(worker.status.activity == .running(since: Self.time, trigger: trigger))
            #expect(worker.status.progress == "training, keeping 5")
            #expect(worker.status.newestDay == SmallPlatform.lastDay)
            #expect(worker.request(by: "ann") == .alreadyRunning)
            cycle.opener.yield()
            guard case .finished(let record) = await notices.next() else {
                Issue.record("it did not finish")
                return
            }
            #expect(record.outcome == .refused)
            let records = try worker.records()
            #expect(records == [record])

            // The same day is not tried again; the next one is.
            await look()
            await look()
            #expect(worker.status.activity == .idle)
            #expect(worker.status.progress == nil)
            source.newest.withLock { $0 = SmallPlatform.lastDay + 1 }
            await letTimePass()
            #expect(
                await notices.next()
                    == .started(
                        RetrainTrigger(kind: .newDay, why: "\(SmallPlatform.lastDay + 1) is complete")))
            #expect(await notices.next() == .progress("training, keeping 5"))
        }
        // Ending the worker ended the cycle.
        #expect(try cycle.history.records().map(\.outcome) == [.refused, .interrupted])
    }

    @Test func aRequestIsServedWhereNothingStartsByItself() async throws {
        let cycle = makeCycle()
        try await withWorker(cycle, RetrainingConfiguration()) { worker, notices in
            await look()
            #expect(worker.status.activity == .idle)
            #expect(!worker.status.isEnabled)
            #expect(worker.request(by: "ann over HTTP") == .accepted)
            #expect(
                await notices.next() == .started(RetrainTrigger(kind: .request, why: "asked for by ann over HTTP")))
            cycle.opener.yield()
            #expect(await notices.next() == .progress("training, keeping 5"))
            guard case .finished(let record) = await notices.next() else {
                Issue.record("it did not finish")
                return
            }
            #expect(record.trigger.kind == .request)
            #expect(worker.request(by: "ann") == .accepted)
        }
    }

    @Test func anotherConfigurationIsInEffectAtOnce() async throws {
        try await withWorker(makeCycle(), RetrainingConfiguration()) { worker, notices in
            await look()
            #expect(worker.status.activity == .idle)
            worker.apply(RetrainingConfiguration(isEnabled: true, keepVersions: 9))
            #expect(worker.status.isEnabled)
            guard case .started(let trigger) = await notices.next() else {
                Issue.record("it did not start")
                return
            }
            #expect(trigger.kind == .newDay)
            #expect(await notices.next() == .progress("training, keeping 9"))
        }
    }

    @Test func failuresAreFollowedByAWait() async throws {
        let cycle = makeCycle(.failed)
        try await withWorker(cycle) { worker, notices in
            for _ in 0..<2 { _ = await notices.next() }
            cycle.opener.yield()
            _ = await notices.next()
            await look()
            #expect(worker.status.activity == .backingOff(until: Self.time + 60, after: "so"))
            // A request does not wait.
            #expect(worker.request(by: "ann") == .accepted)
            guard case .started(let trigger) = await notices.next() else {
                Issue.record("it did not start")
                return
            }
            #expect(trigger.kind == .request)
        }
    }

    @Test func aCycleThatCannotBeginIsFollowedByAWait() async throws {
        let fault = RetrainError.alreadyRunning(directory: models.path)
        let cycle = makeCycle(fault: fault)
        try await withWorker(cycle) { worker, notices in
            for _ in 0..<2 { _ = await notices.next() }
            cycle.opener.yield()
            #expect(await notices.next() == .failed(reason: fault.description))
            await look()
            #expect(
                worker.status.activity == .backingOff(until: Self.time + 300, after: fault.description))
        }
        #expect(try cycle.history.records().isEmpty)
    }

    @Test func theScheduleIsTold() async throws {
        source.newest.withLock { $0 = SmallPlatform.lastDay - 1 }
        let configuration = RetrainingConfiguration(isEnabled: true, everyHours: 2)
        try await withWorker(makeCycle(), configuration) { worker, _ in
            await look()
            await look()
            #expect(worker.status.nextScheduledAt == Self.time + 7_200)
            #expect(worker.status.activity == .idle)
        }
    }

    @Test func whatAnotherProcessActivatedServes() async throws {
        source.newest.withLock { $0 = nil }
        try await withWorker(makeCycle()) { _, notices in
            await look()
            let version = try SmallPlatform().publish(seed: 2, in: models)
            try models.activate(version, by: "adcast train", why: "", at: Self.time)
            await look()
            #expect(await notices.next() == .followed(version: 2))
            #expect(slot.current.version == 2)
        }
    }

    @Test func aProblemIsToldOnceAndPasses() async throws {
        source.newest.withLock { $0 = nil }
        source.isReadable.withLock { $0 = false }
        try await withWorker(makeCycle()) { worker, notices in
            #expect(await notices.next() == .problem("Unreadable()"))
            #expect(worker.status.problem == "Unreadable()")
            await look()
            await look()
            source.isReadable.withLock { $0 = true }
            await look()
            await look()
            #expect(worker.status.problem == nil)
            // Without a day there is nothing to train on, and the request is answered by that.
            #expect(worker.request(by: "ann") == .accepted)
            #expect(await notices.next() == .problem(NoCompleteDay().description))
        }
    }

    @Test func aRequestOutlastsAFaultOfTheSource() async throws {
        source.isReadable.withLock { $0 = false }
        try await withWorker(makeCycle(), RetrainingConfiguration()) { worker, notices in
            #expect(await notices.next() == .problem("Unreadable()"))
            #expect(worker.request(by: "ann") == .accepted)
            await look()
            try #require(worker.request(by: "bob") == .alreadyRunning)
            source.isReadable.withLock { $0 = true }
            await letTimePass()
            #expect(await notices.next() == .started(RetrainTrigger(kind: .request, why: "asked for by ann")))
        }
    }
}
