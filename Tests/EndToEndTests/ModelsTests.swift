import Foundation
import Testing

extension EndToEndTests {
    @Suite struct ModelsTests {
        private let place: Workplace

        /// Version 2 serves, after version 1.
        init() throws {
            place = try TrainedWorld.copy()
            let training = try place.run("train", "--until", TrainedWorld.lastTrainingDay, "--seed", "2")
            try #require(training.ending == .exit(0), "\(training.standardError)")
        }

        private func list() throws -> VersionListing {
            let outcome = try place.run("models", "list", "--json")
            try #require(outcome.ending == .exit(0), "\(outcome.standardError)")
            return try JSONDocument.decoded(outcome.standardOutput, as: VersionListing.self)
        }

        private func change(_ arguments: [String]) throws -> VersionListing.Change {
            let outcome = try AdcastBinary.run(place.line("models", arguments + ["--json"]))
            try #require(outcome.ending == .exit(0), "\(outcome.standardError)")
            return try JSONDocument.decoded(outcome.standardOutput, as: VersionListing.Change.self)
        }

        private func activations() throws -> [ActivationLine] {
            try String(contentsOfFile: place.models + "/activations.log", encoding: .utf8).split(separator: "\n")
                .map { try JSONDocument.decoded($0, as: ActivationLine.self) }
        }

        @Test func aDirectoryWithoutVersionsIsSaidToHaveNone() throws {
            let nowhere = place.directory.file("nowhere")
            let outcome = try place.run("models", "list", "--models", nowhere)
            #expect(outcome.ending == .exit(0))
            #expect(
                outcome.errorLines == [
                    "adcast: note: \(nowhere): there is no model version; make one with 'adcast train'"
                ])
        }

        @Test func withoutAServiceTheDirectoryIsChanged() throws {
            try expectChanges { version in
                let scoring = try place.run("score")
                #expect(scoring.standardError.contains("with version \(version) in"))
            }
        }

        @Test func aRunningServiceIsAskedAndAnswersWithTheVersionAtOnce() throws {
            let service = try RunningService(place)
            try expectChanges { version in
                let response = try service.connect().request("POST", "/predict", body: #"{"advertiser":"a000001"}"#)
                #expect(try response.decoded(as: Prediction.self).modelVersion == version)
            }
            #expect(try service.stop().ending == .exit(0))
            // The choice outlives the service.
            let successor = try RunningService(place)
            #expect(try successor.connect().request("GET", "/model").text.contains(#""version":2"#))
        }

        /// Goes through all that can be changed.
        ///
        /// - Parameter expectServed: whether a version is the one that answers.
        private func expectChanges(_ expectServed: (Int) throws -> Void) throws {
            #expect(try list().active == 2)
            #expect(try list().models.map(\.version) == [1, 2])
            #expect(try list().hold == nil)
            try expectServed(2)

            #expect(
                try change(["activate", "1", "--why", "a look back"])
                    == VersionListing.Change(from: 2, to: 1, action: "activate"))
            try expectServed(1)
            let hold = try #require(try list().hold)
            #expect(hold.version == 1 && hold.why == "a look back")
            let text = try place.run("models", "list").standardOutput
            #expect(text.contains("promotion is held since \(hold.by) chose version 1 (a look back)"))
            #expect(text.split(separator: "\n").first { $0.hasPrefix("*") }?.contains(" 1 ") == true)

            #expect(try change(["release"]) == VersionListing.Change(from: 1, to: 1, action: "release"))
            #expect(try list().hold == nil)
            #expect(try change(["rollback"]) == VersionListing.Change(from: 1, to: 2, action: "rollback"))
            #expect(try list().hold?.version == 2)
            try expectServed(2)

            let lines = try activations()
            #expect(lines.map(\.action) == ["train", "train", "activate", "release", "rollback"])
            #expect(lines.map(\.to) == [1, 2, 1, 1, 2])
            #expect(lines[2].by == hold.by && lines[2].why == "a look back")
        }

        @Test(arguments: [false, true])
        func aVersionIsShownWithWhatItWasTrainedOn(hasService: Bool) throws {
            let service = hasService ? try RunningService(place) : nil
            let outcome = try place.run("models", "show", "1", "--json")
            #expect(outcome.ending == .exit(0))
            let names = try JSONDocument.names(outcome.standardOutput)
            #expect(
                names.isSuperset(of: [
                    "version", "active", "usable", "architecture", "split", "newest_label_day", "sha256", "decision",
                    "tasks", "training_scenarios", "data", "metrics",
                ]))
            #expect(names.contains("load_state") == hasService)
            #expect(outcome.standardOutput.contains(#""split":"production""#))
            #expect(outcome.standardOutput.contains(#""newest_label_day":"\#(TrainedWorld.lastTrainingDay)""#))
            withExtendedLifetime(service) {}
        }

        @Test(arguments: [false, true])
        func whatIsNotThereIsRefused(hasService: Bool) throws {
            let service = hasService ? try RunningService(place) : nil
            for operation in ["activate", "show"] {
                let outcome = try place.run("models", operation, "9")
                #expect(outcome.ending == .exit(2))
                #expect(outcome.errorLines.count == 1)
                #expect(outcome.standardError.contains("9"))
            }
            #expect(try list().active == 2)
            withExtendedLifetime(service) {}
        }

        @Test(arguments: [false, true])
        func aDamagedVersionIsRefusedAndTheOldOneStays(hasService: Bool) throws {
            let service = hasService ? try RunningService(place) : nil
            let tensors = URL(filePath: place.models + "/1/model.safetensors")
            try Data(try Data(contentsOf: tensors).dropLast()).write(to: tensors)
            let outcome = try place.run("models", "activate", "1")
            #expect(outcome.ending == .exit(1))
            #expect(outcome.errorLines.count == 1)
            #expect(outcome.standardError.contains("1/model.safetensors"))
            #expect(try list().active == 2)
            if let service {
                #expect(try list().models.first?.loadState == "failed")
                #expect(try service.connect().request("GET", "/model").text.contains(#""version":2"#))
            }
        }

        @Test(arguments: [["activate"], ["show"], ["list", "1"], ["release", "1"], ["promote"], ["activate", "one"]])
        func wrongUsage(arguments: [String]) throws {
            #expect(try AdcastBinary.run(place.line("models", arguments)).ending == .exit(2))
        }
    }
}
