import Foundation
import Testing

extension EndToEndTests {
    @Suite struct ReproducibilityTests {
        @Test func theSeedDecidesTheWeights() throws {
            let place = try TrainedWorld.copy()
            try place.replaceInConfiguration("threads: 1", with: "threads: 2")
            for seed in ["11", "11", "12"] {
                #expect(try place.run("train", "--seed", seed, "--no-activate").ending == .exit(0))
            }
            let hashes = try (2...4).map { version in
                let text = try String(contentsOfFile: "\(place.models)/\(version)/manifest.json", encoding: .utf8)
                return try JSONDocument.decoded(text, as: Manifest.self).files.model.sha256
            }
            #expect(hashes[0].count == 64)
            #expect(hashes[0] == hashes[1])
            #expect(hashes[0] != hashes[2])
        }
    }
}
