import AdvertiserDomain
import Evaluation
import Features
import ForecastModels

/// From a data set to a trained model: reads the panel, splits it in time, fits, validates, and refits.
package struct TrainingRun {
    private let source: any HistorySource
    private let request: TrainingRequest
    private let observer: TrainingObserver

    package init(source: any HistorySource, request: TrainingRequest, observer: TrainingObserver) {
        self.source = source
        self.request = request
        self.observer = observer
    }

    /// - Throws: an `OperatorError` of the request, the source, the split or the fit.
    package func train() throws -> TrainedModel {
        guard ModelCatalog.architectures.contains(request.architecture) else {
            throw ModelCatalogError.unknownArchitecture(request.architecture)
        }
        let configuration = request.configuration
        let specification = FeatureSpecification(configuration: configuration)
        let range = try source.usableRange(until: request.until)
        let parts = try TrainingParts(request.split, range: range, configuration: configuration)
        // A panel holds every day for everybody, so that one stray old date would cost the memory of all days since.
        let firstDay = AsOfDates.firstWindowDay(
            in: range, windowDays: configuration.windowDays, horizonDays: configuration.horizonDays)
        observer.stage("reading \(range.newest - firstDay + 1) days, \(firstDay) to \(range.newest)")
        let panel = try Panel(source: source, from: firstDay, through: range.newest)
        let index = SampleIndex(panel: panel, windowDays: configuration.windowDays)
        func samples(_ dates: [Day], part: String) throws -> [Sample] {
            let samples = try index.samples(asOf: dates, horizonDays: configuration.horizonDays)
            guard !samples.isEmpty else {
                throw TrainingError.noSamples(
                    part: part, first: dates.first ?? range.oldest, last: dates.last ?? range.newest)
            }
            return samples
        }
        let firstSamples = try samples(parts.firstFit, part: "training")
        let validationSamples = try samples(parts.validation, part: "validation")
        let refitSamples = parts.refit.isEmpty ? [] : try samples(parts.refit, part: "training")

        var epochs: [EpochReport] = []
        var metrics: ForecastMetrics?
        var levels: QuantileLevels?
        let first = try fit(.first, firstSamples, panel, specification) { epoch, model, encoder in
            let scorer = SampleScorer(
                model: model, encoder: encoder, decision: configuration.decision, threads: request.threads)
            if epoch.epoch == configuration.training.epochs - 1 {
                levels = scorer.quantileLevels(on: validationSamples, seed: configuration.training.seed)
            }
            let validation = ForecastMetrics(of: validationSamples, scorer: scorer, encoder: encoder)
            let overall = validation.overall
            let report = EpochReport(
                epoch: epoch.epoch, loss: epoch.loss, seconds: epoch.seconds, mean: overall.mean,
                point: overall.point)
            epochs.append(report)
            metrics = validation
            observer.epoch(report)
        }
        var serving = first
        if !refitSamples.isEmpty {
            serving = try fit(.refit, refitSamples, panel, specification) { _, _, _ in }
        }
        let samplesPerEpoch = firstSamples.count + refitSamples.count
        return TrainedModel(
            request: request, specification: specification, serving: serving.fitted,
            gate: refitSamples.isEmpty ? nil : first.fitted, parts: parts, levels: levels,
            metrics: metrics
                ?? ForecastMetrics(scenarioCount: panel.scenarios.count, taskCount: configuration.tasks.count),
            epochs: epochs, scenarios: panel.scenarios.map(\.name),
            samplesTrained: samplesPerEpoch * configuration.training.epochs,
            seconds: first.seconds + (refitSamples.isEmpty ? 0 : serving.seconds))
    }

    private func fit(
        _ fit: TrainingFit, _ samples: [Sample], _ panel: Panel, _ specification: FeatureSpecification,
        epochEnd: (FittedEpoch, any ForecastModel, SampleEncoder) throws -> Void
    ) throws -> (fitted: FittedModel, seconds: Double) {
        let configuration = request.configuration
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: samples,
            scenarioBalance: configuration.training.scenarioBalance)
        let encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
        let model = try ModelCatalog.make(
            architecture: request.architecture, configuration: configuration.model, specification: specification,
            state: state, seed: configuration.training.seed)
        observer.stage("\(fit.rawValue): \(samples.count) samples, \(configuration.training.epochs) epochs")
        let trainer = Trainer(configuration: configuration.training, threads: request.threads)
        let seconds = try trainer.fit(
            model, to: samples, encoder: encoder, progress: { observer.progress(fit, $0) },
            isCancelled: observer.isCancelled,
            epochEnd: { try epochEnd($0, model, encoder) })
        return (FittedModel(model: model, state: state), seconds)
    }
}
