import Foundation
import Testing

@testable import Checkpoints

/// Every call that changes something fails, or the process dies there: afterwards the old state is there or the new one,
/// and the next attempt works.
struct ModelDirectoryFaultTests {
    @Test(arguments: [FaultyFileSystem.Fault.failure, .death])
    func publishing(fault: FaultyFileSystem.Fault) throws {
        var failingCall = 0
        var succeeded = false
        while !succeeded {
            failingCall += 1
            try #require(failingCall < 100)
            let temporary = try TemporaryDirectory()
            let sound = ModelDirectory(path: temporary.path)
            #expect(try publish(1, in: sound) == 1)
            let faulty = FaultyFileSystem(failingCall: failingCall, fault: fault)
            succeeded = (try? publish(2, in: ModelDirectory(path: temporary.path, fileSystem: faulty))) == 2
            if succeeded { #expect(faulty.callCount < failingCall) }

            let versions = try sound.versions()
            #expect(versions == [1] || versions == [1, 2])
            for version in versions {
                #expect(try sound.load(version).tensors == CheckpointFixture.tensors(Float(version)))
                #expect(try sound.load(version).gateTensors() == CheckpointFixture.tensors(-Float(version)))
            }
            if fault == .failure, versions == [1] {
                let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path).sorted()
                #expect(names == [".lock", "1"])
            }
            #expect(try publish(3, in: sound) == versions.count + 1)
            let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
            #expect(!names.contains { $0.hasPrefix(".publishing-") })
        }
        // Directory, lock, temporary directory, three files written and flushed, two flushes and a rename.
        #expect(failingCall == 1 + 12)
    }

    @Test(arguments: [FaultyFileSystem.Fault.failure, .death])
    func activating(fault: FaultyFileSystem.Fault) throws {
        var failingCall = 0
        var succeeded = false
        while !succeeded {
            failingCall += 1
            try #require(failingCall < 100)
            let temporary = try TemporaryDirectory()
            let sound = ModelDirectory(path: temporary.path)
            for value in 1...2 { _ = try publish(Float(value), in: sound) }
            try sound.activate(1, by: "test", why: "", at: .now)
            let faulty = FaultyFileSystem(failingCall: failingCall, fault: fault)
            let failing = ModelDirectory(path: temporary.path, fileSystem: faulty)
            succeeded = (try? failing.activate(2, by: "test", why: "", at: .now)) != nil

            let active = try #require(try sound.activeVersion())
            #expect(active == 1 || active == 2)
            if succeeded { #expect(active == 2) }
            #expect(try sound.loadActive().version == active)
            // What serves is in the log.
            #expect(try sound.activations().contains { $0.to == active })
            try sound.activate(2, by: "test", why: "again", at: .now)
            #expect(try sound.activeVersion() == 2)
            #expect(try sound.activations().last?.from == active)
            let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
            #expect(!names.contains { $0.hasPrefix(".activating-") })
        }
        #expect(failingCall == 1 + 8)
    }

    private func publish(_ value: Float, in models: ModelDirectory) throws -> Int {
        try models.publish(
            CheckpointFixture.manifest(), tensors: CheckpointFixture.tensors(value),
            gate: CheckpointFixture.tensors(-value))
    }
}
