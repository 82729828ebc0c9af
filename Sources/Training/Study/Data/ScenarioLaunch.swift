import AdvertiserDomain
import Features

/// A scenario held out as if it began late: no row of it before its launch exists.
///
/// The launch day L is chosen so that one set of test dates serves every number of labelled days: with D the largest of
/// them, L + D − 1 + horizon is the first test as-of date, so the labels of the D-th day end where the test begins.
/// With N labelled days, training sees
/// - of other scenarios the study's training dates before L, the same for every N, so that no window of theirs, and with
///   N = 0 nothing at all, holds a row of the new scenario;
/// - of the new scenario every as-of date from L to L + N − 1, whatever the stride, with the windows that the platform
///   had on that date: zeros before L.
///
/// Judged are the new scenario's samples on all test dates, their windows holding its rows since L. The validation dates
/// are the study's, without the new scenario.
package struct ScenarioLaunch: Sendable {
    package let scenario: String
    package let day: Day
    private let labelledDays: [Int]
    private let panel: Panel
    private let panelFingerprint: Fingerprint
    private let training: [Sample]
    private let labelled: [Sample]
    private let validation: [Sample]
    private let test: [Sample]

    /// - Parameters:
    ///   - panel: with the scenario's whole history.
    ///   - mature: as-of dates with whole labels.
    ///   - labelledDays: the numbers N, each 0 or more.
    /// - Throws: ``StudyError``, or ``FeatureError``.
    init(
        of scenario: String, in panel: Panel, split: StudySplit, mature: [Day], labelledDays: [Int], windowDays: Int,
        horizonDays: Int
    ) throws {
        guard let newScenario = panel.scenarioIndex(named: scenario) else {
            throw StudyError.unknownScenario(scenario, known: panel.scenarios.map(\.name))
        }
        guard let firstTest = split.test.first else {
            throw StudyError.noSamples(part: "test", experiment: scenario)
        }
        let launch = firstTest - horizonDays - max(1, labelledDays.max() ?? 0) + 1
        let dates = split.train.filter { $0 < launch }
        guard !dates.isEmpty else {
            throw StudyError.launchTooEarly(
                scenario: scenario, launch: launch, firstTraining: split.train.first ?? panel.firstDay)
        }
        self.scenario = scenario
        self.labelledDays = labelledDays
        day = launch
        let launched = panel.launching(scenario: scenario, on: launch)
        self.panel = launched
        panelFingerprint = Fingerprint(of: launched)
        let index = SampleIndex(panel: launched, windowDays: windowDays)
        func isNew(_ sample: Sample) -> Bool { Int(launched.series[Int(sample.series)].scenario) == newScenario }
        training = try index.samples(asOf: dates, horizonDays: horizonDays).filter { !isNew($0) }
        labelled = try index.samples(
            asOf: mature.filter { launch <= $0 && $0 + horizonDays <= firstTest }, horizonDays: horizonDays
        ).filter(isNew)
        validation = try index.samples(asOf: split.validation, horizonDays: horizonDays).filter { !isNew($0) }
        test = try index.samples(asOf: split.test, horizonDays: horizonDays).filter(isNew)
    }

    /// The samples of an experiment.
    ///
    /// - Parameter days: N, how many days of the new scenario have labels.
    func samples(labelledDays days: Int) throws(StudyError) -> StudySamples {
        let newest = Int32(clamping: day - panel.firstDay + days - 1)
        // By series and date, as an index lists samples.
        let samples = (training + labelled.filter { $0.asOf <= newest }).sorted {
            ($0.series, $0.asOf) < ($1.series, $1.asOf)
        }
        return try StudySamples(
            panel: panel, panelFingerprint: panelFingerprint, training: samples, validation: validation, test: test,
            experiment: "'\(scenario)' with \(days) labelled days")
    }
}
