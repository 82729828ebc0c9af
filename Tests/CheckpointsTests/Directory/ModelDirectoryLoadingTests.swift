import Foundation
import Glibc
import Testing

@testable import Checkpoints

/// Files of a version that were cut off, changed or replaced.
struct ModelDirectoryLoadingTests {
    private let temporary: TemporaryDirectory
    private let models: ModelDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        models = ModelDirectory(path: temporary.path)
        _ = try models.publish(
            CheckpointFixture.manifest(), tensors: CheckpointFixture.tensors(1), gate: CheckpointFixture.tensors(2))
    }

    private func path(_ name: String) -> String { "\(models.path)/1/\(name)" }

    private func fault() -> CheckpointError? {
        do {
            _ = try models.load(1)
            return nil
        } catch {
            return error
        }
    }

    @Test func everyTruncationIsRefused() throws {
        let whole = try Data(contentsOf: URL(filePath: path("model.safetensors")))
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: URL(filePath: path("model.safetensors")))
            #expect(
                fault() == .wrongSize(path: path("model.safetensors"), expected: whole.count, actual: length))
        }
        try (whole + [0]).write(to: URL(filePath: path("model.safetensors")))
        #expect(
            fault() == .wrongSize(path: path("model.safetensors"), expected: whole.count, actual: whole.count + 1))
    }

    @Test func everyFlippedByteIsRefused() throws {
        let whole = try Data(contentsOf: URL(filePath: path("model.safetensors")))
        for index in whole.indices {
            var flipped = whole
            flipped[index] ^= 1
            try flipped.write(to: URL(filePath: path("model.safetensors")))
            guard case .wrongHash = fault() else {
                Issue.record("byte \(index) gave \(String(describing: fault()))")
                continue
            }
        }
    }

    @Test func aHashDoesNotExcuseForeignBytes() throws {
        let manifest = try String(contentsOfFile: path("manifest.json"), encoding: .utf8)
        let old = try #require(try models.manifest(of: 1).files).model
        for foreign in [Array("PK\u{3}\u{4}".utf8), Array("GGUF and more".utf8), []] as [[UInt8]] {
            let digest = TensorFiles.Digest(of: foreign)
            try Data(foreign).write(to: URL(filePath: path("model.safetensors")))
            try manifest.replacingOccurrences(of: old.sha256, with: digest.sha256)
                .replacingOccurrences(of: "\"bytes\" : \(old.bytes)", with: "\"bytes\" : \(digest.bytes)")
                .write(toFile: path("manifest.json"), atomically: true, encoding: .utf8)
            guard case .malformedTensors(let path, _) = fault() else {
                Issue.record("\(foreign) gave \(String(describing: fault()))")
                continue
            }
            #expect(path == self.path("model.safetensors"))
        }
    }

    @Test(arguments: ["model.safetensors", "manifest.json"])
    func whatIsNotAFileIsRefused(name: String) throws {
        try FileManager.default.moveItem(atPath: path(name), toPath: path("moved"))
        #expect(fault() == .missingFile(path: path(name)))
        #expect(symlink("moved", path(name)) == 0)
        #expect(fault() == .fileSystem(FileSystemFault(.read, path(name), .notARegularFile)))
        #expect(unlink(path(name)) == 0)
        #expect(mkdir(path(name), 0o700) == 0)
        #expect(fault() == .fileSystem(FileSystemFault(.read, path(name), .notARegularFile)))
        #expect(rmdir(path(name)) == 0)
        #expect(mkfifo(path(name), 0o600) == 0)
        #expect(fault() == .fileSystem(FileSystemFault(.read, path(name), .notARegularFile)))
    }

    @Test func theGateIsReadOnlyWhenAsked() throws {
        try Data().write(to: URL(filePath: path("gate.safetensors")))
        let checkpoint = try models.load(1)
        #expect(
            throws: CheckpointError.wrongSize(
                path: path("gate.safetensors"), expected: checkpoint.manifest.files?.gate?.bytes ?? 0, actual: 0)
        ) { try checkpoint.gateTensors() }
    }

    @Test func everyErrorIsOneLineWithPlaceAndRemedy() throws {
        let errors: [CheckpointError] = [
            .fileSystem(FileSystemFault(.read, "/m/1", .notARegularFile)),
            .malformedTensors(path: "/m/1", .tooShort(bytes: 3)), .wrongSize(path: "/m/1", expected: 1, actual: 2),
            .wrongHash(path: "/m/1", expected: "abc", actual: "def"), .malformedManifest(path: "/m/1", reason: "odd"),
            .newerFormat(path: "/m/1", found: 5, supported: 4), .olderFormat(path: "/m/1", found: 1, supported: 2),
            .unknownVersion(3, directory: "/m/1", available: []),
            .noVersions(directory: "/m/1"), .malformedActive(path: "/m/1", content: "x"),
            .missingActive(path: "/m/1", version: 9, available: []), .busy(directory: "/m/1"),
            .versionsExhausted(directory: "/m/1"),
        ]
        for error in errors {
            #expect(error.description.hasPrefix("/m/1: "))
            #expect(error.description.contains(";"))
            #expect(!error.description.contains("\n"))
        }
        #expect(
            CheckpointError.wrongSize(path: "/m/1/model.safetensors", expected: 9, actual: 2).description
                == "/m/1/model.safetensors: 2 bytes instead of 9, so it was cut off or replaced; "
                + "activate another version with 'adcast models activate' or train one with 'adcast train'")
    }
}
