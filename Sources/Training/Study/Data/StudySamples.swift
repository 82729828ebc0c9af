import AdvertiserDomain
import Features

/// The samples of one experiment: what is trained on, and what all variants are judged on.
package struct StudySamples: Sendable {
    package let panel: Panel
    package let training: [Sample]
    /// What quantiles are calibrated on, and what a peer may stop early on; the models train for a fixed number of epochs.
    /// It follows from the panel and the test dates, so the fingerprint leaves it out.
    package let validation: [Sample]
    package let test: [Sample]
    /// The scenarios judged, ascending by name: those that the test samples are of.
    package let scenarios: [String]
    /// A hash of the panel and of the training and test samples.
    let fingerprint: String

    /// - Throws: ``StudyError/noSamples(part:experiment:)`` where there is nothing to train or to judge on.
    init(
        panel: Panel, panelFingerprint: Fingerprint, training: [Sample], validation: [Sample], test: [Sample],
        experiment: String
    ) throws(StudyError) {
        guard !training.isEmpty else { throw .noSamples(part: "training", experiment: experiment) }
        guard !test.isEmpty else { throw .noSamples(part: "test", experiment: experiment) }
        self.panel = panel
        self.training = training
        self.validation = validation
        self.test = test
        var isJudged = [Bool](repeating: false, count: panel.scenarios.count)
        for sample in test { isJudged[Int(panel.series[Int(sample.series)].scenario)] = true }
        scenarios = panel.scenarios.indices.filter { isJudged[$0] }.map { panel.scenarios[$0].name }
        var fingerprint = panelFingerprint
        fingerprint.add(training)
        fingerprint.add(test)
        self.fingerprint = fingerprint.hexadecimal
    }

    /// Training samples of each of ``scenarios``.
    var trainingSamplesByScenario: [Int] {
        var counts = [Int](repeating: 0, count: panel.scenarios.count)
        for sample in training { counts[Int(panel.series[Int(sample.series)].scenario)] += 1 }
        return panel.scenarios.indices.filter { scenarios.contains(panel.scenarios[$0].name) }.map { counts[$0] }
    }
}
