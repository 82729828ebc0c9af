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
    /// The positions in the panel's scenarios of those judged, ascending: those that the test samples are of.
    let judgedScenarios: [Int]
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
        judgedScenarios = panel.scenarios.indices.filter { isJudged[$0] }
        var fingerprint = panelFingerprint
        fingerprint.add(training)
        fingerprint.add(test)
        self.fingerprint = fingerprint.hexadecimal
    }

    /// The names of the scenarios judged, in the panel's order.
    package var scenarios: [String] { judgedScenarios.map { panel.scenarios[$0].name } }

    /// Training samples of each of ``scenarios``.
    var trainingSamplesByScenario: [Int] {
        var counts = [Int](repeating: 0, count: panel.scenarios.count)
        for sample in training { counts[Int(panel.series[Int(sample.series)].scenario)] += 1 }
        return judgedScenarios.map { counts[$0] }
    }
}
