@testable import Features

extension SmallWorld {
    /// The panel, a state fitted to its earlier as-of dates, and those samples.
    static func fitted(
        specification: FeatureSpecification = specification()
    ) throws -> (panel: Panel, state: FittedState, samples: [Sample]) {
        let panel = try panel()
        let samples = try SampleIndex(panel: panel, windowDays: specification.windowDays).samples(
            asOf: days((specification.windowDays - 1)..<30), horizonDays: specification.horizonDays)
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: samples, scenarioBalance: 0.5)
        return (panel, state, samples)
    }
}
