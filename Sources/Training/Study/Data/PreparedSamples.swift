import AdvertiserDomain
import Features

/// The samples of an experiment with the state fitted to its training part and the encoder of both: the same for all
/// architectures and seeds.
struct PreparedSamples {
    let samples: StudySamples
    let specification: FeatureSpecification
    let state: FittedState
    let encoder: SampleEncoder

    init(_ samples: StudySamples, specification: FeatureSpecification, scenarioBalance: Float) throws {
        self.samples = samples
        self.specification = specification
        state = try FittedState.fit(
            panel: samples.panel, specification: specification, samples: samples.training,
            scenarioBalance: scenarioBalance)
        encoder = try SampleEncoder(panel: samples.panel, state: state, specification: specification)
    }
}
