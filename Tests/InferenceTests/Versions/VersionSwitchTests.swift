import AdvertiserDomain
import Checkpoints
import Dispatch
import ForecastModels
import Foundation
import NeuralNetwork
import Synchronization
import Testing

@testable import Inference

final class VersionSwitchTests {
    private static let time = Date(timeIntervalSince1970: 1_600_000_000)
    private let world: TinyWorld
    private let models: ModelDirectory
    private let slot: EngineSlot
    private let versions: VersionSwitch

    /// Versions 1 to 3, each of other weights; version 1 serves.
    init() throws {
        world = try TinyWorld()
        models = ModelDirectory(path: NSTemporaryDirectory() + "adcast-switch-\(UUID().uuidString)")
        for seed in 1...3 {
            let model = try world.model(seed: UInt64(seed))
            _ = try models.publish(world.manifest(for: model), tensors: model.parameters.tensors, gate: nil)
        }
        try models.activate(1, by: "adcast train", why: "newly trained", at: Self.time)
        slot = EngineSlot(try ForecastEngine(models.load(1)))
        versions = VersionSwitch(directory: models, slot: slot, now: { Self.time })
    }

    deinit {
        try? FileManager.default.removeItem(atPath: models.path)
    }

    /// Makes the weights of a version another version's, so that its golden prediction does not come out.
    private func damage(_ version: Int) throws {
        try Data("{}".utf8).write(to: URL(filePath: "\(models.path)/\(version)/model.safetensors"))
    }

    @Test func aChosenVersionAnswersAndHoldsPromotion() throws {
        let before = try slot.current.forecast(world.query(0))
        let activation = try versions.activate(2, by: "ann", why: "to try")
        #expect(
            activation
                == Activation(at: Self.time, by: "ann", from: 1, to: 2, why: "to try", action: .activate))
        #expect(slot.current.version == 2)
        #expect(try models.activeVersion() == 2)
        #expect(try slot.current.forecast(world.query(0)) != before)
        #expect(try models.hold()?.by == "ann")
        #expect(versions.loadState(of: 2) == .ok)
        #expect(versions.loadState(of: 1) == .notLoaded)
        #expect(versions.loads == LoadTally(succeeded: 1, failed: 0))
    }

    @Test func aVersionThatDoesNotLoadLeavesEverything() throws {
        let before = slot.current
        try damage(3)
        let error = #expect(throws: CheckpointError.self) { try versions.activate(3, by: "ann", why: "") }
        #expect(slot.current === before)
        #expect(try models.activeVersion() == 1)
        #expect(try models.activations().count == 1)
        #expect(versions.loadState(of: 3) == .failed(reason: try #require(error?.description)))
        #expect(versions.loadState(of: 1) == .ok)
        #expect(versions.loads == LoadTally(succeeded: 0, failed: 1))
        #expect(throws: CheckpointError.unknownVersion(9, directory: models.path, available: [1, 2, 3])) {
            try versions.activate(9, by: "ann", why: "")
        }
    }

    @Test func aVersionThatComputesSomethingElseIsNotActivated() throws {
        // The manifest of version 2 with the weights of version 1.
        let manifest = try models.manifest(of: 2)
        let other = try models.publish(manifest, tensors: try models.load(1).tensors, gate: nil)
        #expect(throws: EngineError.self) { try versions.activate(other, by: "ann", why: "") }
        #expect(slot.current.version == 1)
        #expect(try models.activeVersion() == 1)
        guard case .failed(let reason) = versions.loadState(of: other) else {
            Issue.record("its load state is \(versions.loadState(of: other))")
            return
        }
        #expect(reason.contains("golden prediction"))
    }

    @Test func aVersionThatThisProcessCannotServeIsNotActivated() throws {
        struct Unfit: Error {}
        let particular = VersionSwitch(
            directory: models, slot: slot, accept: { if $0.version == 2 { throw Unfit() } }, now: { Self.time })
        #expect(throws: Unfit.self) { try particular.activate(2, by: "ann", why: "") }
        #expect(particular.loadState(of: 2) == .failed(reason: "Unfit()"))
        try particular.activate(3, by: "ann", why: "")
        #expect(slot.current.version == 3)
    }

    @Test func rollingBackSkipsWhatCannotServe() throws {
        try versions.promote(2, insteadOf: 1, by: "retraining", why: "better")
        try versions.promote(3, insteadOf: 2, by: "retraining", why: "better")
        try damage(2)
        let activation = try versions.rollback(by: "ann", why: "3 is odd")
        #expect(activation.from == 3)
        #expect(activation.to == 1)
        #expect(activation.action == .rollback)
        #expect(slot.current.version == 1)
        #expect(throws: CheckpointError.noPredecessor(of: 1, directory: models.path)) {
            try versions.rollback(by: "ann", why: "")
        }
        #expect(slot.current.version == 1)
    }

    @Test func promotionWaitsForTheRelease() throws {
        try versions.activate(2, by: "ann", why: "")
        #expect(throws: CheckpointError.self) {
            try versions.promote(3, insteadOf: 2, by: "retraining", why: "better")
        }
        #expect(slot.current.version == 2)
        let release = try versions.release(by: "ann", why: "done")
        #expect(release.from == 2)
        #expect(release.to == 2)
        try versions.promote(3, insteadOf: 2, by: "retraining", why: "better")
        #expect(slot.current.version == 3)
    }

    @Test func whatAnotherProcessActivatedIsFollowed() throws {
        #expect(try versions.follow() == nil)
        try models.activate(3, by: "adcast train", why: "newly trained", at: Self.time)
        #expect(try versions.follow() == 3)
        #expect(slot.current.version == 3)
        #expect(try models.activations().count == 2)
        try models.activate(2, by: "adcast train", why: "newly trained", at: Self.time)
        try damage(2)
        #expect(throws: CheckpointError.self) { try versions.follow() }
        let file = models.path + "/ACTIVE"
        try "9\n".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(throws: CheckpointError.missingActive(path: file, version: 9, available: [1, 2, 3])) {
            try versions.follow()
        }
        #expect(slot.current.version == 3)
    }

    @Test func aProcessWithoutRequestsChangesTheDirectory() throws {
        let offline = VersionSwitch(directory: models, slot: nil, now: { Self.time })
        try offline.activate(3, by: "ann", why: "")
        #expect(try models.activeVersion() == 3)
        #expect(offline.loadState(of: 3) == .notLoaded)
        #expect(try offline.rollback(by: "ann", why: "").to == 1)
        #expect(try offline.release(by: "ann", why: "").to == 1)
        #expect(try offline.follow() == nil)
        #expect(try models.hold() == nil)
        #expect(slot.current.version == 1)
    }

    @Test func theCurrentVersionIsNamedWhereNoneIs() throws {
        try versions.nameCurrent(by: "retraining", why: "")
        #expect(try models.activations().count == 1)
        try FileManager.default.removeItem(atPath: models.path + "/ACTIVE")
        try versions.nameCurrent(by: "retraining", why: "before a challenger")
        #expect(try models.activeVersion() == 1)
        #expect(try models.activations().last?.action == .train)
        let offline = VersionSwitch(directory: models, slot: nil, now: { Self.time })
        try FileManager.default.removeItem(atPath: models.path + "/ACTIVE")
        try damage(3)
        try offline.nameCurrent(by: "retraining", why: "before a challenger")
        #expect(try models.activeVersion() == 2)
        let empty = ModelDirectory(path: models.path + "/none")
        try VersionSwitch(directory: empty, slot: nil).nameCurrent(by: "retraining", why: "")
        #expect(try empty.activeVersion() == nil)
    }

    @Test func pruningSparesWhatAnswers() throws {
        // Another process activated version 3, which this one has not followed yet.
        try models.activate(3, by: "adcast train", why: "newly trained", at: Self.time)
        #expect(try versions.prune(keeping: 1) == [2])
        #expect(try models.versions() == [1, 3])
    }

    @Test func theReplacedEngineIsFreed() throws {
        weak let replaced = slot.current
        #expect(replaced != nil)
        try versions.activate(2, by: "ann", why: "")
        #expect(replaced == nil)
    }

    @Test func everyAnswerIsOfOneVersionWhileVersionsChange() throws {
        let expected = try (1...3).map { try ForecastEngine(models.load($0)).forecast(world.query(0)) }
        let wrong = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { [slot, versions, world] worker in
            for round in 0..<20 {
                if worker == 0 {
                    do {
                        try versions.activate(round % 3 + 1, by: "test", why: "")
                    } catch {
                        wrong.withLock { $0 += 1 }
                    }
                } else {
                    let engine = slot.current
                    let answer = try? engine.forecast(world.query(0))
                    if answer != expected[engine.version - 1] { wrong.withLock { $0 += 1 } }
                }
            }
        }
        #expect(wrong.withLock { $0 } == 0)
        #expect(slot.current.version == 19 % 3 + 1)
    }
}
