import Foundation
import Testing

extension EndToEndTests {
    @Suite struct InterruptionTests {
        /// A training that would go on for hours, once it is fitting.
        private func endlessTraining(in place: Workplace) throws -> RunningProgram {
            let program = try AdcastBinary.start(place.line("train", ["--epochs", "10000"]))
            _ = try program.errorLine(containing: "epoch 1:")
            return program
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func anInterruptedTrainingChangesNothing(signal: Int32) throws {
            let place = try TrainedWorld.copy()
            let before = try FileTree(place.directory.path)
            let program = try endlessTraining(in: place)
            program.send(signal)
            expectRefusal(
                try program.outcome(), exitCode: 1, naming: ["training was interrupted", "no version was published"])
            #expect(try FileTree(place.directory.path) == before)
        }

        @Test func aKilledTrainingLeavesTheWayFree() throws {
            let place = try TrainedWorld.copy()
            let before = try FileTree(place.models)
            let program = try endlessTraining(in: place)
            program.send(SIGKILL)
            #expect(try program.outcome().ending == .signal(SIGKILL))
            #expect(try FileTree(place.models) == before)

            // What one leaves that is killed while it publishes.
            let unfinished = "\(place.models)/.publishing-1-2"
            try FileManager.default.createDirectory(atPath: unfinished, withIntermediateDirectories: false)
            try Data("half".utf8).write(to: URL(filePath: unfinished + "/model.safetensors"))
            #expect(try place.run("score").ending == .exit(0))

            let training = try place.run("train")
            #expect(training.ending == .exit(0))
            #expect(training.standardError.contains("version 2 is active"))
            let names = try FileTree(place.models).names
            #expect(names.contains("2/model.safetensors"))
            #expect(names.filter { $0.hasPrefix(".publishing-") }.isEmpty)
        }
    }
}
