import Foundation
import Testing

@testable import Checkpoints

struct ModelDirectoryActivationTests {
    private static let time = Date(timeIntervalSince1970: 1_600_000_000)
    private let temporary: TemporaryDirectory
    private let models: ModelDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        models = ModelDirectory(path: temporary.path + "/models")
        for value in 1...4 {
            _ = try models.publish(
                CheckpointFixture.manifest(), tensors: CheckpointFixture.tensors(Float(value)),
                gate: CheckpointFixture.tensors(-Float(value)))
        }
    }

    private func promote(_ version: Int, insteadOf champion: Int?) throws {
        try models.promote(
            models.load(version), insteadOf: champion, by: "retraining", why: "better", at: Self.time)
    }

    @Test func aChoiceHoldsPromotionUntilItIsReleased() throws {
        try models.activate(1, by: "adcast train", why: "newly trained", at: Self.time)
        #expect(try models.hold() == nil)
        try promote(2, insteadOf: 1)
        #expect(try models.activeVersion() == 2)

        try models.activate(1, by: "ann", why: "2 looks odd", action: .activate, at: Self.time)
        let hold = Hold(since: Self.time, by: "ann", why: "2 looks odd", version: 1)
        #expect(try models.hold() == hold)
        #expect(throws: CheckpointError.held(hold, directory: models.path)) { try promote(3, insteadOf: 1) }
        #expect(try models.activeVersion() == 1)

        let release = try models.release(1, by: "ann", why: "all well", at: Self.time)
        #expect(release.from == 1)
        #expect(release.to == 1)
        #expect(try models.activeVersion() == 1)
        #expect(try models.hold() == nil)
        try promote(3, insteadOf: 1)
        #expect(try models.activations().map(\.action) == [.train, .promote, .activate, .release, .promote])
        #expect(try models.activations().map(\.to) == [1, 2, 1, 1, 3])
    }

    @Test func aPromotionReplacesTheVersionItWasComparedWithOnly() throws {
        try promote(1, insteadOf: nil)
        #expect(throws: CheckpointError.replaced(expected: nil, found: 1, directory: models.path)) {
            try promote(2, insteadOf: nil)
        }
        #expect(throws: CheckpointError.replaced(expected: 3, found: 1, directory: models.path)) {
            try promote(2, insteadOf: 3)
        }
        #expect(try models.activations().count == 1)
        try promote(2, insteadOf: 1)
        #expect(try models.activeVersion() == 2)
    }

    @Test func aVersionThatHasGoneIsNotActivated() throws {
        let checkpoint = try models.load(2)
        try FileManager.default.removeItem(atPath: models.path + "/2")
        let error = CheckpointError.unknownVersion(2, directory: models.path, available: [1, 3, 4])
        #expect(throws: error) {
            try models.activate(checkpoint, by: "test", why: "", action: .activate, at: Self.time)
        }
        #expect(throws: error) { try models.release(2, by: "test", why: "", at: Self.time) }
        #expect(try models.activations().isEmpty)
        #expect(try models.activeVersion() == nil)
    }

    @Test func predecessorsAreThoseThatAreStillThere() throws {
        for version in 1...4 {
            try models.activate(version, by: "test", why: "", at: Self.time)
        }
        #expect(try models.predecessors(of: 4) == [3, 2, 1])
        try FileManager.default.removeItem(atPath: models.path + "/3")
        #expect(try models.predecessors(of: 4) == [2, 1])
    }

    @Test func faultsOfActivationAreToldInOneLine() throws {
        let hold = Hold(since: Self.time, by: "ann", why: "", version: 3)
        let errors: [CheckpointError] = [
            .held(hold, directory: "models"), .replaced(expected: nil, found: 2, directory: "models"),
            .noPredecessor(of: 2, directory: "models"),
        ]
        for error in errors {
            #expect(error.description.hasPrefix("models: "))
            #expect(!error.description.contains("\n"))
            #expect(!error.isUsageFault)
        }
        #expect(errors[0].description.contains("since ann chose version 3"))
    }
}
