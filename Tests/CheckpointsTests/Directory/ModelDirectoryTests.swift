import Features
import Foundation
import TensorCore
import Testing

@testable import Checkpoints

struct ModelDirectoryTests {
    private let temporary: TemporaryDirectory
    private let models: ModelDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        models = ModelDirectory(path: temporary.path + "/models")
    }

    private func publish(_ value: Float, hasGate: Bool = true) throws -> Int {
        try models.publish(
            CheckpointFixture.manifest(hasGate: hasGate), tensors: CheckpointFixture.tensors(value),
            gate: hasGate ? CheckpointFixture.tensors(-value) : nil)
    }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: "\(models.path)/\(name)", atomically: false, encoding: .utf8)
    }

    @Test func publishedVersionsLoad() throws {
        #expect(try publish(1) == 1)
        #expect(try publish(2, hasGate: false) == 2)
        #expect(try models.versions() == [1, 2])
        let first = try models.load(1)
        #expect(first.version == 1)
        #expect(first.tensors == CheckpointFixture.tensors(1))
        #expect(try first.gateTensors() == CheckpointFixture.tensors(-1))
        #expect(first.manifest.gateState.taskScales == [10, 3])
        let weights = try SafetensorsWriter.bytes(of: CheckpointFixture.tensors(1))
        #expect(first.manifest.tensorHash == TensorHash.hexadecimal(of: weights))
        let second = try models.load(2)
        #expect(try second.gateTensors() == CheckpointFixture.tensors(2))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: models.path + "/2").sorted()
                == ["manifest.json", "model.safetensors"])
    }

    @Test func numbersAreNotUsedAgain() throws {
        for value in 1...3 { _ = try publish(Float(value)) }
        try models.activate(3, by: "test", why: "newest", at: .now)
        try FileManager.default.removeItem(atPath: models.path + "/3")
        #expect(try publish(4) == 4)
        try FileManager.default.createDirectory(atPath: models.path + "/17", withIntermediateDirectories: false)
        for foreign in ["018", "19x", "+20", "-21", "4294967296", ".publishing-1-2", "99999999999999999999"] {
            try write("", to: foreign)
        }
        #expect(try publish(5) == 18)
        #expect(try models.versions() == [1, 2, 4, 17, 18])
        try write("", to: "999999999")
        #expect(throws: CheckpointError.versionsExhausted(directory: models.path)) { try publish(6) }
    }

    @Test func activationIsNamedAndLogged() throws {
        for value in 1...2 { _ = try publish(Float(value)) }
        #expect(try models.activeVersion() == nil)
        #expect(try models.activations().isEmpty)
        let time = Date(timeIntervalSince1970: 1_600_000_000)
        try models.activate(2, by: "train", why: "newest\nversion", at: time)
        #expect(try models.activeVersion() == 2)
        try models.activate(1, by: "models rollback", why: "worse", action: .rollback, at: time)
        #expect(try models.activeVersion() == 1)
        #expect(try models.loadActive().version == 1)
        let log = try String(contentsOfFile: models.path + "/activations.log", encoding: .utf8)
        #expect(
            log == """
                {"action":"train","at":"2020-09-13T12:26:40Z","by":"train","to":2,"why":"newest\\nversion"}
                {"action":"rollback","at":"2020-09-13T12:26:40Z","by":"models rollback","from":2,"to":1,"why":"worse"}

                """)
        #expect(try models.activations().map(\.to) == [2, 1])
        #expect(
            throws: CheckpointError.unknownVersion(3, directory: models.path, available: [1, 2])
        ) { try models.activate(3, by: "test", why: "", at: time) }
        #expect(try models.activeVersion() == 1)
    }

    @Test func aLogCutOffByAPowerFailureGoesOn() throws {
        _ = try publish(1)
        try write("{\"at\":\"2020-09-13T12:26:40Z\",\"by\":\"tr", to: "activations.log")
        try models.activate(1, by: "test", why: "", at: .now)
        #expect(try models.activations().map(\.to) == [1])
        #expect(try publish(2) == 2)
    }

    @Test func withoutANameTheHighestThatLoadsServes() throws {
        for value in 1...3 { _ = try publish(Float(value)) }
        #expect(try models.loadActive().version == 3)
        try write("x", to: "3/model.safetensors")
        #expect(try models.loadActive().version == 2)
        struct Unfit: Error {}
        let prepared = try models.loadActive { checkpoint in
            if checkpoint.version == 2 { throw Unfit() }
            return checkpoint.version
        }
        #expect(prepared == 1)
        try write("x", to: "1/manifest.json")
        try write("x", to: "2/manifest.json")
        // The fault of the highest is the one to tell.
        #expect(
            throws: CheckpointError.wrongSize(
                path: models.path + "/3/model.safetensors",
                expected: try #require(
                    try models.manifest(of: 3).files
                ).model.bytes, actual: 1)
        ) { try models.loadActive() }
    }

    @Test func aNamedVersionIsNotReplacedByAnother() throws {
        for value in 1...2 { _ = try publish(Float(value)) }
        try models.activate(2, by: "test", why: "", at: .now)
        try write("x", to: "2/manifest.json")
        #expect(throws: CheckpointError.self) { try models.loadActive() }
        try write("9\n", to: "ACTIVE")
        let missing = CheckpointError.missingActive(path: models.path + "/ACTIVE", version: 9, available: [1, 2])
        #expect(throws: missing) { try models.loadActive() }
        #expect(!missing.isUsageFault)
        for content in ["", "x\n", "01", "0", "-1", "2 ", "../1", "99999999999999999999"] {
            try write(content, to: "ACTIVE")
            guard
                case .malformedActive = #expect(
                    throws: CheckpointError.self, performing: { try models.activeVersion() })
            else {
                Issue.record("'\(content)' was taken")
                continue
            }
        }
        try models.activate(1, by: "test", why: "mend", at: .now)
        #expect(try models.activeVersion() == 1)
        #expect(try models.activations().last?.from == nil)
    }

    @Test func anEmptyOrMissingDirectoryHasNoVersions() throws {
        #expect(try models.versions().isEmpty)
        #expect(throws: CheckpointError.noVersions(directory: models.path)) { try models.loadActive() }
        let error = #expect(throws: CheckpointError.self) { try models.load(1) }
        #expect(error == .unknownVersion(1, directory: models.path, available: []))
        #expect(error?.isUsageFault == true)
    }

    @Test func wrongDirectoriesAreToldInOneLine() throws {
        let file = temporary.path + "/file"
        try "x".write(toFile: file, atomically: false, encoding: .utf8)
        for path in [file, file + "/models", "/proc/adcast-models"] {
            let directory = ModelDirectory(path: path)
            let error = #expect(throws: CheckpointError.self) {
                try directory.publish(
                    CheckpointFixture.manifest(), tensors: CheckpointFixture.tensors(1),
                    gate: CheckpointFixture.tensors(2))
            }
            let description = try #require(error?.description)
            #expect(description.hasPrefix(path.hasPrefix(file) ? file : path))
            #expect(!description.contains("\n"))
            #expect(error?.isUsageFault == path.hasPrefix(file))
        }
        #expect(throws: CheckpointError.self) { try ModelDirectory(path: file).versions() }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "x")
    }

    @Test func weightsThatAreNotFiniteAreNotPublished() throws {
        let manifest = try CheckpointFixture.manifest(hasGate: false)
        #expect(
            throws: CheckpointError.unpublishable(
                file: "model.safetensors", .notFinite(tensor: "head.clicks.bias", index: 0))
        ) { try models.publish(manifest, tensors: CheckpointFixture.tensors(.nan), gate: nil) }
        #expect(!FileManager.default.fileExists(atPath: models.path))
    }

    @Test func whatEndedProcessesLeftIsSweptAway() throws {
        _ = try publish(1)
        try FileManager.default.createDirectory(
            atPath: models.path + "/.publishing-123-456", withIntermediateDirectories: false)
        try write("half", to: ".publishing-123-456/model.safetensors")
        try write("1", to: ".activating-123-7")
        _ = try publish(2)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: models.path).sorted() == [".lock", "1", "2"])
    }

    @Test func publishersAtOnceTakeTurns() async throws {
        let models = models
        let versions = try await withThrowingTaskGroup(of: Int.self) { group in
            for value in 1...8 {
                group.addTask {
                    try models.publish(
                        CheckpointFixture.manifest(hasGate: false), tensors: CheckpointFixture.tensors(Float(value)),
                        gate: nil)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions.sorted() == Array(1...8))
        #expect(Set(try (1...8).map { try models.load($0).tensors[0].tensor.values[0] }).count == 8)
    }

    @Test func aLockThatIsHeldForTooLongIsTold() throws {
        _ = try publish(1)
        let lock = try POSIXFileSystem().lock(models.path + "/.lock")
        let impatient = ModelDirectory(path: models.path, fileSystem: POSIXFileSystem(lockTimeoutSeconds: 0))
        #expect(throws: CheckpointError.busy(directory: models.path)) {
            try impatient.activate(1, by: "test", why: "", at: .now)
        }
        withExtendedLifetime(lock) {}
    }
}
