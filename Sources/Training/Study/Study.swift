import AdvertiserDomain
import Evaluation
import Features
import ForecastModels

/// Trains every variant of a request on the same samples, judges all on the same test dates, and gathers what a report
/// needs. The panel is read once; runs go one after the other, each with all threads.
package struct Study {
    private let source: any HistorySource
    private let request: StudyRequest
    private let observer: StudyObserver

    package init(source: any HistorySource, request: StudyRequest, observer: StudyObserver) {
        self.source = source
        self.request = request
        self.observer = observer
    }

    /// Writes the samples that the request asks for, and trains nothing.
    ///
    /// - Throws: an `OperatorError` of the request, the source, the split or the file system.
    package func export() throws {
        let data = try data()
        let main = try data.samples(windowDays: request.configuration.windowDays, experiment: "main")
        try export(experiments(data, main: main))
    }

    /// Makes the runs that are not in `reportDirectory` yet.
    ///
    /// - Throws: an `OperatorError` of the request, the source, the split or a fit; ``StudyError`` above all.
    package func run(reportDirectory: String) throws -> StudyResults {
        for peer in request.peers {
            try peer.check(includesMain: request.includesMain, holdsOut: request.holdOut != nil)
        }
        let store = StudyRunStore(directory: reportDirectory + "/runs")
        let data = try data()
        let main = try data.samples(windowDays: request.configuration.windowDays, experiment: "main")
        let experiments = try experiments(data, main: main)
        try export(experiments)
        // Rather now than after hours of training.
        let rows = try experiments.map { try references(of: $0) }
        let runs = experiments.map { experiment in
            request.seeds.flatMap { seed in experiment.subjects.map { plan($0, in: experiment, seed: seed) } }
        }
        var runner = StudyRunner(
            store: store, directory: reportDirectory, observer: observer)
        let results = try runner.results(of: runs.flatMap(\.self))
        var first = 0
        var parts: [(experiment: StudyExperiment, part: StudyPart)] = []
        for (index, experiment) in experiments.enumerated() {
            let own = Array(results[first..<first + runs[index].count])
            first += runs[index].count
            let part = StudyPart(
                scenarios: experiment.samples.scenarios, tasks: request.configuration.tasks.map(\.name),
                scenarioSamples: experiment.samples.trainingSamplesByScenario,
                variants: variants(of: experiment, runs: own) + rows[index])
            parts.append((experiment, part))
        }
        return StudyResults(
            dataSet: StudyDataSet(
                name: request.dataSetName, panel: data.panel, range: data.range, samples: main,
                configuration: request.configuration),
            commands: request.commands, parts: parts, configuration: request.configuration,
            thinning: request.thinning)
    }

    private func data() throws -> StudyData {
        try StudyData(source: source, request: request, observer: observer)
    }

    private func experiments(_ data: StudyData, main: StudySamples) throws -> [StudyExperiment] {
        let subjects = try StudySubjects(request)
        let windowDays = request.configuration.windowDays
        var experiments: [StudyExperiment] = []
        if let holdOut = request.holdOut {
            let launch = try data.launch(holdOut)
            for days in holdOut.labelledDays {
                experiments.append(
                    StudyExperiment(
                        kind: .heldOut(launch, labelledDays: days), samples: try launch.samples(labelledDays: days),
                        subjects: subjects.heldOut))
            }
        }
        if request.includesMain {
            experiments.append(StudyExperiment(kind: .main, samples: main, subjects: subjects.main))
        }
        for sweep in request.sweeps {
            let longest = sweep.longestWindow ?? windowDays
            experiments.append(
                StudyExperiment(
                    kind: .sweep(sweep),
                    samples: longest == windowDays ? main : try data.samples(windowDays: longest, experiment: "sweep"),
                    subjects: subjects.subjects(of: sweep)))
        }
        return experiments
    }

    private func plan(_ subject: StudySubject, in experiment: StudyExperiment, seed: UInt64) -> PlannedRun {
        var training = request.configuration.training
        training.seed = seed
        training.threads = request.threads
        return PlannedRun(
            subject, on: experiment.samples, experiment: experiment.name, configuration: request.configuration,
            training: training, codeVersion: request.codeVersion)
    }

    private func prepare(_ experiment: StudyExperiment) throws -> PreparedSamples {
        try PreparedSamples(
            experiment.samples, specification: FeatureSpecification(configuration: request.configuration),
            scenarioBalance: request.configuration.training.scenarioBalance)
    }

    private func export(_ experiments: [StudyExperiment]) throws {
        guard let directory = request.exportDirectory else { return }
        for experiment in experiments where experiment.hasReferences {
            observer.stage("writing the samples of \(experiment.name) to \(directory)")
            try SampleExport(prepare(experiment)).write(
                to: "\(directory)/\(experiment.name)", isCancelled: observer.isCancelled)
        }
    }

    /// The rows of a part that are not trained here.
    private func references(of experiment: StudyExperiment) throws -> [StudyVariant] {
        guard experiment.hasReferences else { return [] }
        let prepared = try prepare(experiment)
        let samples = experiment.samples
        func variant(_ name: String, _ role: StudyRole, _ forecasts: StudyForecasts) -> StudyVariant {
            let errors = AdvertiserErrors(of: forecasts, samples: samples, encoder: prepared.encoder)
            return StudyVariant(
                name: name, role: role, parameters: nil,
                runs: [StudyRun(seed: 0, seconds: 0, samplesPerSecond: 0, errors: errors)])
        }
        let references = ReferenceForecasts.forecasts(of: samples.test, encoder: prepared.encoder).map {
            variant($0.name, .reference, $0.forecasts)
        }
        let peers = try request.peers.compactMap { peer -> StudyVariant? in
            guard let file = try peer.file(for: experiment.name, isMain: experiment.isMain) else { return nil }
            observer.stage("reading the forecasts of \(peer.name) for \(experiment.name)")
            return variant(
                peer.name, .peer,
                try StudyForecasts(
                    file: file, of: samples.test, in: samples.panel, tasks: request.configuration.tasks))
        }
        return references + peers
    }

    /// - Parameter runs: of the experiment, by seed, then by subject.
    private func variants(of experiment: StudyExperiment, runs: [StoredRun]) -> [StudyVariant] {
        let count = experiment.subjects.count
        return experiment.subjects.enumerated().map { position, subject in
            let own = stride(from: position, to: runs.count, by: count).map { runs[$0] }
            return StudyVariant(
                name: subject.name, role: subject.role, parameters: own.first?.parameters, runs: own.map(\.run))
        }
    }
}
