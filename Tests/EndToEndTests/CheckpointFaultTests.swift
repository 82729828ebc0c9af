import Foundation
import Testing

extension EndToEndTests {
    @Suite struct CheckpointFaultTests {
        /// A way to spoil a version, and what the error says of it.
        enum Damage: CaseIterable, Sendable {
            case flippedBit, cutTensors, textForTensors, noTensors, foreignManifest, textForManifest, cutManifest,
                noManifest

            var file: String {
                switch self {
                case .flippedBit, .cutTensors, .textForTensors, .noTensors: "model.safetensors"
                case .foreignManifest, .textForManifest, .cutManifest, .noManifest: "manifest.json"
                }
            }

            var complaint: String {
                switch self {
                case .flippedBit: "it was changed after publication"
                case .cutTensors, .textForTensors: "it was cut off or replaced"
                case .noTensors, .noManifest: "the version is not whole"
                case .foreignManifest: "key 'format_version' is missing"
                case .textForManifest, .cutManifest: "not valid JSON"
                }
            }

            func apply(to path: String) throws {
                let url = URL(filePath: path)
                var content = try Data(contentsOf: url)
                switch self {
                case .flippedBit: content[content.count / 2] ^= 0x10
                case .cutTensors, .cutManifest: content = content.prefix(content.count / 2)
                case .textForTensors, .textForManifest: content = Data("weights\n".utf8)
                case .foreignManifest: content = Data(#"{"model_type":"bert","num_hidden_layers":12}"#.utf8)
                case .noTensors, .noManifest:
                    try FileManager.default.removeItem(at: url)
                    return
                }
                try content.write(to: url)
            }
        }

        @Test(arguments: Damage.allCases)
        func aDamagedVersion(_ damage: Damage) throws {
            let place = try TrainedWorld.copy()
            let file = "\(place.models)/1/\(damage.file)"
            try damage.apply(to: file)
            let before = try FileTree(place.directory.path)
            let output = place.directory.file("scores.ndjson")
            expectRefusal(
                try place.run("score", "--output", output), exitCode: 1,
                naming: [file, damage.complaint, "adcast train"])
            for command in ["evaluate", "serve"] {
                expectRefusal(try place.run(command), exitCode: 1, naming: [file, damage.complaint])
            }
            #expect(try FileTree(place.directory.path) == before)

            // The remedy works.
            #expect(try place.run("train").ending == .exit(0))
            #expect(try place.run("score").ending == .exit(0))
        }

        @Test func aVersionThatIsNotThere() throws {
            let place = try TrainedWorld.copy()
            expectRefusal(
                try place.run("score", "--version", "9"), exitCode: 2,
                naming: [place.models, "there is no version 9 (there: 1)"])
            try Data("9\n".utf8).write(to: URL(filePath: "\(place.models)/ACTIVE"))
            expectRefusal(
                try place.run("score"), exitCode: 1,
                naming: ["\(place.models)/ACTIVE", "names version 9", "(there: 1)", "adcast models activate"])
            try Data("many\n".utf8).write(to: URL(filePath: "\(place.models)/ACTIVE"))
            expectRefusal(try place.run("score"), exitCode: 1, naming: ["\(place.models)/ACTIVE", "'many'"])
        }

        @Test func noVersion() throws {
            let place = try TrainedWorld.copy()
            try FileManager.default.removeItem(atPath: place.models)
            for command in ["score", "evaluate", "serve"] {
                expectRefusal(
                    try place.run(command), exitCode: 1,
                    naming: [place.models, "there is no model version", "make one with 'adcast train'"])
            }
        }

        /// Without a named version the highest that loads serves.
        @Test func withoutANamedVersionAnOlderOneTakesOver() throws {
            let place = try TrainedWorld.copy()
            #expect(try place.run("train").ending == .exit(0))
            try FileManager.default.removeItem(atPath: "\(place.models)/ACTIVE")
            #expect(try place.run("score").standardError.contains("with version 2"))
            try Damage.cutTensors.apply(to: "\(place.models)/2/model.safetensors")
            #expect(try place.run("score").standardError.contains("with version 1"))
        }
    }
}
