import AdvertiserDomain
import Features

/// The panel of a study, read once, and the samples of its experiments.
struct StudyData {
    let panel: Panel
    private let configuration: AdcastConfiguration
    let range: DataRange
    private let fingerprint: Fingerprint
    private let thinning: ScenarioThinning?

    /// - Throws: a ``TrainingError``, a ``StudyError``, or what the source throws.
    init(source: any HistorySource, request: StudyRequest, observer: StudyObserver) throws {
        configuration = request.configuration
        thinning = request.thinning
        let range = try source.usableRange(until: request.until)
        self.range = range
        // The same panel serves all windows; see ``TrainingRun`` for what it leaves out.
        let firstDays = ([configuration.windowDays] + request.sweeps.compactMap(\.longestWindow)).map {
            AsOfDates.firstWindowDay(in: range, windowDays: $0, horizonDays: request.configuration.horizonDays)
        }
        let firstDay = firstDays.min() ?? range.oldest
        observer.stage("reading \(range.newest - firstDay + 1) days, \(firstDay) to \(range.newest)")
        panel = try Panel(source: source, from: firstDay, through: range.newest)
        // A name is told before too few days are: whoever gets more days would only then learn of it.
        for scenario in [thinning?.scenario, request.holdOut?.scenario].compactMap(\.self)
        where panel.scenarioIndex(named: scenario) == nil {
            throw StudyError.unknownScenario(scenario, known: panel.scenarios.map(\.name))
        }
        fingerprint = Fingerprint(of: panel)
    }

    /// The samples of the 8:1:1 split.
    ///
    /// - Parameter windowDays: the days that the samples' windows lie in; an experiment with a shorter window takes the
    ///   same samples, so that all its values are judged on the same.
    /// - Throws: ``SplitError``, ``FeatureError`` or ``StudyError``.
    func samples(windowDays: Int, experiment: String) throws -> StudySamples {
        let split = try split(windowDays: windowDays)
        let index = SampleIndex(panel: panel, windowDays: windowDays)
        func samples(_ dates: [Day]) throws -> [Sample] {
            try index.samples(asOf: dates, horizonDays: configuration.horizonDays)
        }
        var training = try samples(split.train)
        if let thinning {
            training = thinning.applied(to: training, in: panel, seed: configuration.training.seed)
        }
        return try StudySamples(
            panel: panel, panelFingerprint: fingerprint, training: training, validation: samples(split.validation),
            test: samples(split.test), experiment: experiment)
    }

    /// A scenario held out.
    ///
    /// - Throws: ``SplitError``, ``FeatureError`` or ``StudyError``.
    func launch(_ holdOut: StudyRequest.HoldOut) throws -> ScenarioLaunch {
        let windowDays = configuration.windowDays
        return try ScenarioLaunch(
            of: holdOut.scenario, in: panel, split: split(windowDays: windowDays),
            mature: AsOfDates.mature(
                in: range, windowDays: windowDays, horizonDays: configuration.horizonDays),
            labelledDays: holdOut.labelledDays, windowDays: windowDays, horizonDays: configuration.horizonDays)
    }

    private func split(windowDays: Int) throws(SplitError) -> StudySplit {
        try TimeSplit.study(
            range: range, windowDays: windowDays, horizonDays: configuration.horizonDays,
            strideDays: configuration.training.asOfStrideDays)
    }
}
