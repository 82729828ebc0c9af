import Foundation
import Testing

@testable import Checkpoints

struct ModelDirectoryPruningTests {
    private let temporary: TemporaryDirectory
    private let models: ModelDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        models = ModelDirectory(path: temporary.path)
        try Self.publish(7, in: models)
    }

    private static func publish(_ count: Int, in models: ModelDirectory) throws {
        for value in 1...count {
            _ = try models.publish(
                CheckpointFixture.manifest(), tensors: CheckpointFixture.tensors(Float(value)),
                gate: CheckpointFixture.tensors(-Float(value)))
        }
    }

    private func activate(_ versions: Int...) throws {
        for version in versions { try models.activate(version, by: "test", why: "", at: .now) }
    }

    @Test func theNewestStay() throws {
        #expect(try models.prune(keeping: 3, serving: []) == [1, 2, 3, 4])
        #expect(try models.versions() == [5, 6, 7])
        #expect(try models.prune(keeping: 3, serving: []).isEmpty)
        #expect(try models.prune(keeping: 0, serving: []) == [5, 6])
        #expect(try models.load(7).version == 7)
    }

    @Test func whatServesAndWhatServedBeforeItStays() throws {
        try activate(3, 1)
        #expect(try models.prune(keeping: 2, serving: [2]) == [4, 5])
        #expect(try models.versions() == [1, 2, 3, 6, 7])
        try activate(7)
        // Version 1 served before 7, version 3 before that.
        #expect(try models.prune(keeping: 1, serving: [7]) == [2, 3, 6])
        #expect(try models.versions() == [1, 7])
    }

    @Test func aPredecessorThatHasGoneIsReplacedByTheOneBeforeIt() throws {
        try activate(2, 3, 5)
        try FileManager.default.removeItem(atPath: models.path + "/3")
        #expect(try models.prune(keeping: 1, serving: []) == [1, 4, 6])
        #expect(try models.versions() == [2, 5, 7])
    }

    @Test(arguments: [FaultyFileSystem.Fault.failure, .death])
    func aFaultLeavesWholeVersions(fault: FaultyFileSystem.Fault) throws {
        var failingCall = 0
        var succeeded = false
        while !succeeded {
            failingCall += 1
            try #require(failingCall < 100)
            let temporary = try TemporaryDirectory()
            let sound = ModelDirectory(path: temporary.path)
            try Self.publish(3, in: sound)
            try sound.activate(3, by: "test", why: "", at: .now)
            let faulty = FaultyFileSystem(failingCall: failingCall, fault: fault)
            let failing = ModelDirectory(path: temporary.path, fileSystem: faulty)
            succeeded = (try? failing.prune(keeping: 1, serving: [3])) == [1, 2]

            for version in try sound.versions() {
                #expect(try sound.load(version).tensors == CheckpointFixture.tensors(Float(version)))
            }
            #expect(try sound.activeVersion() == 3)
            _ = try sound.prune(keeping: 1, serving: [3])
            #expect(try sound.versions() == [3])
            let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path).sorted()
            #expect(names == [".lock", "3", "ACTIVE", "activations.log"])
        }
        // Directory, lock, and for each of two versions a rename, a flush and a removal.
        #expect(failingCall == 1 + 8)
    }
}
