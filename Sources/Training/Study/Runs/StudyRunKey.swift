import AdvertiserDomain
import Features
import Foundation

/// Everything that determines the result of a run.
struct StudyRunKey: Codable, Equatable {
    /// The panel and its samples.
    let data: String
    let architecture: String
    let model: ModelConfiguration
    /// With the run's seed, and the number of threads that was used: slices of a batch change how its gradient is rounded.
    let training: TrainingConfiguration
    let features: FeatureSpecification
    /// The program that trained.
    let codeVersion: String

    /// The name of the run's file: what a person looks for, then a hash of the key.
    var fileName: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            var fingerprint = Fingerprint()
            fingerprint.add(String(decoding: try encoder.encode(self), as: UTF8.self))
            return "\(architecture)-seed\(training.seed)-\(fingerprint.hexadecimal.prefix(24)).json"
        }
    }
}
