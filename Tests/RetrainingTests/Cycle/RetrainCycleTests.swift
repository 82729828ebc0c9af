import AdvertiserDomain
import Checkpoints
import Foundation
import Inference
import Synchronization
import Testing

@testable import Retraining

struct RetrainCycleTests {
    private static let time = Date(timeIntervalSince1970: 1_600_000_000)
    private static let trigger = RetrainTrigger(kind: .command, why: "test")

    /// Does what a test says in place of a training.
    private struct Spawner: ChallengerSpawner {
        let act: @Sendable () throws -> ChallengerOutcome

        func challenge(
            until: Day, deadline: Duration, progress: @escaping @Sendable (String) -> Void
        ) async -> ChallengerOutcome {
            progress("until \(until), deadline \(deadline)")
            do {
                return try act()
            } catch {
                return .spawnFailed(reason: "\(error)")
            }
        }
    }

    private let temporary: TemporaryDirectory
    private let models: ModelDirectory
    private let slot: EngineSlot
    private let versions: VersionSwitch
    private let history: RetrainHistory
    private let platform = SmallPlatform()

    /// Version 1 serves.
    init() throws {
        temporary = try TemporaryDirectory()
        models = ModelDirectory(path: temporary.path)
        _ = try platform.publish(seed: 1, in: models)
        try models.activate(1, by: "adcast train", why: "newly trained", at: Self.time)
        slot = EngineSlot(try ForecastEngine(models.load(1)))
        versions = VersionSwitch(directory: models, slot: slot, now: { Self.time })
        history = RetrainHistory(directory: models.path)
    }

    private func run(
        keeping keepVersions: Int = 5, fileSystem: any FileSystem = POSIXFileSystem(lockTimeoutSeconds: 0),
        progress: @escaping @Sendable (String) -> Void = { _ in },
        _ act: @escaping @Sendable () throws -> ChallengerOutcome
    ) async throws -> RetrainRecord {
        let clock = Mutex(Self.time)
        let cycle = RetrainCycle(
            models: models, versions: versions, spawner: Spawner(act: act),
            history: history,
            now: {
                clock.withLock { now in
                    defer { now += 60 }; return now
                }
            }, fileSystem: fileSystem)
        return try await cycle.run(
            Self.trigger, newestDay: SmallPlatform.lastDay,
            configuration: RetrainingConfiguration(deadlineMinutes: 3, keepVersions: keepVersions), progress: progress)
    }

    /// A challenger is published, and compares so with version `champion`.
    private func challenge(
        seed: UInt64 = 2, against champion: Int? = 1, nmae: Double = 0.3
    ) -> @Sendable () throws -> ChallengerOutcome {
        { [platform, models] in
            let version = try platform.publish(seed: seed, in: models)
            return .finished(
                .example(
                    challengerVersion: version, champion: champion,
                    overall: ErrorComparison(
                        challenger: nmae, champion: champion.map { _ in 0.3 }, lastWeek: 0.4)))
        }
    }

    @Test func aGoodChallengerServesFromNowOn() async throws {
        let lines = Mutex<[String]>([])
        let record = try await run(progress: { line in lines.withLock { $0.append(line) } }, challenge())
        #expect(record.outcome == .promoted)
        #expect(record.reason == "overall NMAE 0.3000 against 0.3000 of version 1 (+0.00 %)")
        #expect(record.cycle == 1)
        #expect(record.trigger == Self.trigger)
        #expect(record.newestDay == SmallPlatform.lastDay)
        #expect(record.startedAt == Self.time)
        #expect(record.seconds == 60)
        #expect(record.report?.challenger == 2)
        #expect(lines.withLock { $0 } == ["until \(SmallPlatform.lastDay), deadline 180.0 seconds"])
        #expect(slot.current.version == 2)
        #expect(try models.activeVersion() == 2)
        #expect(
            try models.activations().last
                == Activation(
                    at: Self.time, by: "retraining", from: 1, to: 2, why: record.reason, action: .promote))
        #expect(try history.records() == [record])
        let log = try String(contentsOfFile: history.path, encoding: .utf8)
        #expect(log.contains("\"outcome\":\"started\""))
    }

    @Test func aWorseChallengerIsKeptButDoesNotServe() async throws {
        let record = try await run(challenge(nmae: 0.31))
        #expect(record.outcome == .refused)
        #expect(slot.current.version == 1)
        #expect(try models.activeVersion() == 1)
        #expect(try models.versions() == [1, 2])
    }

    @Test func aRefusedChallengerDoesNotServeBecauseItIsTheHighest() async throws {
        try FileManager.default.removeItem(atPath: models.path + "/ACTIVE")
        let record = try await run(challenge(nmae: 0.31))
        #expect(record.outcome == .refused)
        #expect(try models.loadActive().version == 1)
    }

    @Test func aChoiceIsKept() async throws {
        try versions.activate(1, by: "ann", why: "steady")
        let before = try await run(challenge())
        #expect(before.outcome == .held)
        #expect(
            before.reason.hasPrefix("ann chose version 1, which holds promotion; without that: overall NMAE 0.3000"))
        #expect(slot.current.version == 1)
        try versions.release(by: "ann", why: "")
        #expect(try await run(challenge(seed: 3)).outcome == .promoted)
        #expect(slot.current.version == 3)
    }

    @Test func aChoiceDuringTheTrainingIsKept() async throws {
        let challenge = challenge()
        let record = try await run { [versions] in
            try versions.activate(1, by: "ann", why: "steady")
            return try challenge()
        }
        #expect(record.outcome == .held)
        #expect(slot.current.version == 1)
    }

    @Test func anotherVersionActivatedDuringTheTrainingStays() async throws {
        let challenge = challenge()
        let record = try await run { [models, platform] in
            let other = try platform.publish(seed: 9, in: models)
            try models.activate(other, by: "adcast train", why: "newly trained", at: Self.time)
            return try challenge()
        }
        #expect(record.outcome == .refused)
        #expect(record.reason == "version 2, which was activated during the training, is not the one compared with")
        #expect(try models.activeVersion() == 2)
    }

    @Test func aChallengerThatDoesNotLoadIsAFailure() async throws {
        let challenge = challenge()
        let record = try await run { [models] in
            let outcome = try challenge()
            try Data("x".utf8).write(to: URL(filePath: models.path + "/2/model.safetensors"))
            return outcome
        }
        #expect(record.outcome == .failed)
        #expect(record.reason.hasPrefix("version 2 could not be put in place: "))
        #expect(slot.current.version == 1)
        #expect(try models.activeVersion() == 1)
    }

    @Test(arguments: [
        (ChallengerOutcome.crashed(signal: 9, lastLine: "epoch 3"), "signal 9"),
        (.crashed(signal: 11, lastLine: ""), "signal 11"), (.failed(exitCode: 1, lastLine: "no data"), "no data"),
        (.failed(exitCode: 0, lastLine: ""), "without a report"), (.timedOut, "deadline"),
        (.spawnFailed(reason: "no such file"), "no such file"),
    ])
    func theEndOfAChildIsAnOutcome(outcome: ChallengerOutcome, words: String) async throws {
        let record = try await run { outcome }
        #expect(record.outcome == .failed)
        #expect(record.reason.contains(words))
        #expect(record.report == nil)
        #expect(slot.current.version == 1)
        #expect(try history.records() == [record])
        // The next cycle works.
        let next = try await run(challenge())
        #expect(next.cycle == 2)
        #expect(next.outcome == .promoted)
    }

    @Test func anEndOnRequestIsNoFailure() async throws {
        #expect(try await run { .interrupted }.outcome == .interrupted)
    }

    @Test func oneCycleRunsAtATime() async throws {
        let lock = try RetrainLock(directory: models.path, fileSystem: POSIXFileSystem(lockTimeoutSeconds: 0))
        try #require(lock != nil)
        await #expect(throws: RetrainError.alreadyRunning(directory: models.path)) { try await run(challenge()) }
        withExtendedLifetime(lock) {}
        #expect(try history.records().isEmpty)
        #expect(try models.versions() == [1])
    }

    @Test func withoutAHistoryNothingIsTrained() async throws {
        try FileManager.default.createDirectory(atPath: history.path, withIntermediateDirectories: false)
        let wasAsked = Mutex(false)
        await #expect(throws: RetrainError.self) {
            try await run {
                wasAsked.withLock { $0 = true }
                return .timedOut
            }
        }
        #expect(wasAsked.withLock { $0 } == false)
    }

    @Test func theNumberGoesOnAfterACycleWithoutAnEnd() async throws {
        let started = RetrainRecord(
            cycle: 7, trigger: Self.trigger, newestDay: SmallPlatform.lastDay, startedAt: Self.time, finishedAt: nil,
            outcome: .started, reason: "")
        try history.append(started)
        #expect(try await run(challenge()).cycle == 8)
        #expect(try history.records().map(\.outcome) == [.started, .promoted])
    }

    @Test func oldVersionsGoButNotTheOneBefore() async throws {
        for seed in 2...4 { _ = try platform.publish(seed: UInt64(seed), in: models) }
        let record = try await run(keeping: 2, challenge(seed: 5))
        #expect(record.outcome == .promoted)
        #expect(record.removed == [2, 3])
        #expect(try models.versions() == [1, 4, 5])
        // A refusal leaves the one that serves, and the one before it.
        let refused = try await run(keeping: 1, challenge(seed: 6, against: 5, nmae: 0.5))
        #expect(refused.outcome == .refused)
        #expect(refused.removed == [4])
        #expect(try models.versions() == [1, 5, 6])
    }

    @Test func theFirstVersionOfAllIsPromoted() async throws {
        let empty = ModelDirectory(path: temporary.path + "/empty")
        let platform = platform
        let cycle = RetrainCycle(
            models: empty, versions: VersionSwitch(directory: empty, slot: nil),
            spawner: Spawner {
                let version = try platform.publish(seed: 1, in: empty)
                return .finished(
                    .example(
                        challengerVersion: version, champion: nil,
                        overall: ErrorComparison(challenger: 0.3, champion: nil, lastWeek: 0.4)))
            },
            history: RetrainHistory(directory: empty.path))
        let record = try await cycle.run(
            Self.trigger, newestDay: SmallPlatform.lastDay, configuration: RetrainingConfiguration()
        ) { _ in }
        #expect(record.outcome == .promoted, "\(record.reason)")
        #expect(try empty.activeVersion() == 1)
    }
}
