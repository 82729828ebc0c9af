import AdvertiserDomain
import Evaluation
import Features
import ForecastModels
import NeuralNetwork
import TensorCore

/// Makes runs one after the other, each with all threads, and keeps each when it is done.
struct StudyRunner {
    private let store: StudyRunStore
    private let directory: String
    private let observer: StudyObserver
    private let clock: ContinuousClock
    private var prepared: PreparedSamples?
    private var times = StudyClock()

    init(
        store: StudyRunStore, directory: String, observer: StudyObserver,
        clock: ContinuousClock = ContinuousClock()
    ) {
        self.store = store
        self.directory = directory
        self.observer = observer
        self.clock = clock
    }

    /// The results of the runs, in their order: kept ones, and those made now. Equal runs are made once.
    ///
    /// - Throws: ``StudyError/interrupted(done:runs:directory:)``, ``StudyError/failedRun(title:reason:done:runs:directory:)``,
    ///   or what keeping throws.
    mutating func results(of runs: [PlannedRun]) throws -> [StoredRun] {
        var results: [String: StoredRun] = [:]
        var pending: [PlannedRun] = []
        for run in runs {
            let name = try run.key.fileName
            guard results[name] == nil, !pending.contains(where: { $0.key == run.key }) else { continue }
            if let kept = store.run(of: run.key, fileName: name) { results[name] = kept } else { pending.append(run) }
        }
        let kept = results.count
        let total = kept + pending.count
        observer.stage("\(total) runs" + (kept > 0 ? ", of which \(kept) are there already" : ""))
        // Only here is it certain that there will be runs, and it is early enough not to lose one.
        if !pending.isEmpty { try store.makeDirectory() }
        for (index, run) in pending.enumerated() {
            let start = clock.now
            do {
                let made = try make(run, index: index, pending: pending)
                let name = try run.key.fileName
                try store.keep(made, fileName: name)
                results[name] = made
            } catch TrainingError.interrupted {
                throw StudyError.interrupted(done: kept + index, runs: total, directory: directory)
            } catch let error as TrainingError {
                throw StudyError.failedRun(
                    title: run.title, reason: error, done: kept + index, runs: total, directory: directory)
            }
            let seconds = (clock.now - start).seconds
            times.record(run, seconds: seconds)
            observer.progress(
                StudyProgress(
                    run: index + 1, runs: pending.count, title: run.title, fitting: nil, seconds: seconds,
                    secondsLeft: times.seconds(for: pending[(index + 1)...])))
        }
        return try runs.compactMap { results[try $0.key.fileName] }
    }

    private mutating func make(_ run: PlannedRun, index: Int, pending: [PlannedRun]) throws -> StoredRun {
        let prepared = try prepare(run)
        let model = try ModelCatalog.make(
            architecture: run.subject.architecture, configuration: run.subject.model,
            specification: run.specification, state: prepared.state, seed: run.training.seed)
        let later = times.seconds(for: pending[(index + 1)...])
        let seconds = try Trainer(configuration: run.training, threads: run.training.threads).fit(
            model, to: run.samples.training, encoder: prepared.encoder,
            progress: { fitting in
                // Before anything is known of later runs, they are taken to go as fast as this one.
                let others = later ?? pending[(index + 1)...].reduce(0) { $0 + $1.cost } / fitting.samplesPerSecond
                observer.progress(
                    StudyProgress(
                        run: index + 1, runs: pending.count, title: run.title, fitting: fitting, seconds: nil,
                        secondsLeft: fitting.secondsLeft + others))
            },
            isCancelled: observer.isCancelled, epochEnd: { _ in })
        let forecasts = StudyForecasts(
            of: run.samples, model: model, encoder: prepared.encoder, seed: run.training.seed,
            threads: run.training.threads)
        return StoredRun(
            key: run.key, parameters: model.parameterCount,
            run: StudyRun(
                seed: run.training.seed, seconds: seconds, samplesPerSecond: seconds > 0 ? run.cost / seconds : 0,
                errors: AdvertiserErrors(of: forecasts, samples: run.samples, encoder: prepared.encoder),
                coverage: forecasts.quantiles?.coverage(tasks: run.specification.tasks.map(\.name))))
    }

    /// The fitted state and encoder of a run's samples, which successive runs share.
    private mutating func prepare(_ run: PlannedRun) throws -> PreparedSamples {
        if let prepared, prepared.samples.fingerprint == run.samples.fingerprint,
            prepared.specification == run.specification
        {
            return prepared
        }
        prepared = nil
        let made = try PreparedSamples(
            run.samples, specification: run.specification, scenarioBalance: run.training.scenarioBalance)
        prepared = made
        return made
    }
}
