import Foundation
import Testing

extension EndToEndTests {
    @Suite struct OutputFaultTests {
        @Test func scoresIntoADirectoryThatIsNotThere() throws {
            let place = try TrainedWorld.copy()
            let before = try FileTree(place.directory.path)
            let output = place.directory.file("none/scores.csv")
            expectRefusal(
                try place.run("score", "--output", output), exitCode: 1,
                naming: [output, "No such file or directory", "choose another file"])
            #expect(try FileTree(place.directory.path) == before)
        }

        @Test func scoresIntoADirectoryThatCannotBeWritten() throws {
            let place = try TrainedWorld.copy()
            #expect(chmod(place.directory.path, 0o555) == 0)
            defer { chmod(place.directory.path, 0o755) }
            let output = place.directory.file("scores.csv")
            expectRefusal(
                try AdcastBinary.runWithoutPrivilege(place.line("score", ["--output", output])), exitCode: 1,
                naming: [output, "Permission denied"])
            #expect(!FileManager.default.fileExists(atPath: output))
        }

        /// A device is written to and stays a device.
        @Test func scoresOntoAFullDevice() throws {
            let place = try TrainedWorld.copy()
            let device = place.directory.file("full")
            try FileManager.default.createSymbolicLink(atPath: device, withDestinationPath: "/dev/full")
            expectRefusal(
                try place.run("score", "--output", device), exitCode: 1,
                naming: [device, "No space left on device", "make room"])
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: device) == "/dev/full")
            #expect(try FileTree(place.directory.path).names.filter { $0.contains("partial") }.isEmpty)
        }

        @Test(arguments: ["score", "inspect", "train"])
        func standardOutputIsFull(command: String) throws {
            let place = try TrainedWorld.copy()
            let outcome = try AdcastBinary.run(shell: "exec \"$@\" > /dev/full", place.line(command))
            #expect(outcome.ending == .exit(1))
            let error = outcome.errorLines.last ?? ""
            #expect(error.hasPrefix("adcast: error: standard output cannot be written (No space left on device)"))
        }

        @Test(arguments: ["score", "inspect", "train"])
        func standardOutputIsClosed(command: String) throws {
            let place = try TrainedWorld.copy()
            let before = try FileTree(place.directory.path).contents["world.sqlite"]
            let outcome = try AdcastBinary.run(shell: "exec \"$@\" >&-", place.line(command))
            #expect(outcome.ending == .exit(1))
            let error = outcome.errorLines.last ?? ""
            #expect(error.hasPrefix("adcast: error: standard output cannot be written (Bad file descriptor)"))
            #expect(try FileTree(place.directory.path).contents["world.sqlite"] == before)
        }

        @Test func helpCannotBeWritten() throws {
            let outcome = try AdcastBinary.run(shell: "exec \"$@\" > /dev/full", ["--help"])
            #expect(outcome.ending == .exit(1))
            #expect(outcome.errorLines.count == 1)
        }

        /// Progress and notes are no reason to stop.
        @Test func standardErrorIsClosed() throws {
            let place = try TrainedWorld.copy()
            let outcome = try AdcastBinary.run(shell: "exec \"$@\" 2>&-", place.line("train", ["--json"]))
            #expect(outcome.ending == .exit(0))
            #expect(try JSONDocument.decoded(outcome.standardOutput, as: Report.self).version == 2)
        }

        @Test func aChartThatCannotBeWritten() throws {
            let place = try TrainedWorld.copy()
            let chart = place.directory.file("none/chart.svg")
            expectRefusal(
                try place.run("evaluate", "--chart", chart), exitCode: 1, naming: [chart, "No such file or directory"])
        }

        @Test func aDatabaseThatCannotBeWritten() throws {
            let panel = try ImportedPanel()
            let before = try FileTree(panel.place.directory.path)
            #expect(chmod(panel.place.directory.path, 0o555) == 0)
            defer { chmod(panel.place.directory.path, 0o755) }
            expectRefusal(
                try AdcastBinary.runWithoutPrivilege(panel.importing()), exitCode: 1,
                naming: [panel.place.database, "cannot be written", "permissions"])
            let world = panel.path("other.sqlite")
            expectRefusal(
                try AdcastBinary.runWithoutPrivilege(["generate", "--output", world]), exitCode: 1,
                naming: [world, "cannot be written", "permissions"])
            #expect(try FileTree(panel.place.directory.path) == before)
        }

        @Test func modelsInADirectoryThatCannotBeWritten() throws {
            let place = try TrainedWorld.copy()
            let before = try FileTree(place.models)
            #expect(chmod(place.models, 0o555) == 0)
            defer { chmod(place.models, 0o755) }
            let outcome = try AdcastBinary.runWithoutPrivilege(place.line("train"))
            // Before anything is trained, which takes long.
            expectRefusal(
                outcome, exitCode: 1, naming: [place.models, "Permission denied", "set 'models' to another directory"],
                stages: [])
            #expect(try FileTree(place.models) == before)
        }

        @Test func modelsBelowAFile() throws {
            let place = try TrainedWorld.copy()
            try place.replaceInConfiguration("models: models", with: "models: world.sqlite/models")
            let before = try FileTree(place.directory.path)
            expectRefusal(
                try place.run("train"), exitCode: 2, naming: ["world.sqlite", "set 'models' to a directory"], stages: []
            )
            #expect(try FileTree(place.directory.path) == before)
        }

        @Test func aWorldIsNotOverwritten() throws {
            let place = try TrainedWorld.copy()
            let before = try FileTree(place.directory.path)
            expectRefusal(
                try AdcastBinary.run(["generate", "--output", place.database, "--advertisers", "10", "--days", "60"]),
                exitCode: 2, naming: [place.database, "exists already", "--append-days"])
            #expect(try FileTree(place.directory.path) == before)
        }

        @Test func aPortThatIsTaken() throws {
            let place = try TrainedWorld.copy()
            let occupied = try OccupiedPort()
            expectRefusal(
                try place.run("serve", "--port", "\(occupied.port)"), exitCode: 1,
                naming: ["127.0.0.1:\(occupied.port)", "Address already in use", "choose another port"])
        }
    }
}
