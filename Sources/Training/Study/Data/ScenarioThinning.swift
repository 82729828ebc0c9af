import AdvertiserDomain
import Features
import TensorCore

/// Leaves a scenario only a share of its training samples, to make it a minor one.
package struct ScenarioThinning: Codable, Equatable, Sendable {
    package let scenario: String
    /// Above 0, at most 1.
    package let share: Double

    package init(scenario: String, share: Double) {
        self.scenario = scenario
        self.share = share
    }

    /// Keeps each of the scenario's samples with the probability ``share``, and all of the others. The choice depends on
    /// the seed and the order of the samples only.
    func applied(to samples: [Sample], in panel: Panel, seed: UInt64) -> [Sample] {
        var generator = SeededGenerator(seed: seed).split(0x7468_696e)
        return samples.filter { sample in
            guard panel.scenario(of: sample).equalsByScalars(scenario) else { return true }
            return generator.uniformDouble() < share
        }
    }
}
