import AdvertiserDomain
import Checkpoints
import Evaluation
import Features
import ForecastModels
import Foundation
import Training

/// Trains a version, publishes it without activating it, and compares it with the version that serves.
///
/// First fits meet: both are judged on the challenger's validation dates, whose labels neither was trained on.
package struct Challenge {
    private let trainingSource: any HistorySource
    private let evaluationSource: any HistorySource
    private let request: TrainingRequest
    private let models: ModelDirectory
    private let codeVersion: String
    private let observer: TrainingObserver
    private let now: () -> Date
    private let clock: ContinuousClock

    /// - Parameters:
    ///   - trainingSource: what the challenger is trained on.
    ///   - evaluationSource: what the competitors are judged by; the same data, unless a test says otherwise.
    ///   - request: a production split of what is to be trained.
    package init(
        trainingSource: any HistorySource, evaluationSource: any HistorySource, request: TrainingRequest,
        models: ModelDirectory, codeVersion: String, observer: TrainingObserver,
        now: @escaping () -> Date = { Date() }, clock: ContinuousClock = ContinuousClock()
    ) {
        self.trainingSource = trainingSource
        self.evaluationSource = evaluationSource
        self.request = request
        self.models = models
        self.codeVersion = codeVersion
        self.observer = observer
        self.now = now
        self.clock = clock
    }

    /// - Throws: an `OperatorError` of the sources, the training, the publication, or the files of the version that serves:
    ///   one that cannot be read now is not one that cannot be compared, in whose place a worse one might be put.
    package func run() throws -> ChallengeReport {
        let start = clock.now
        // The version that serves may be the highest, so it is looked up before there is a higher one.
        let champion = try Champion(in: models)
        let trained = try TrainingRun(source: trainingSource, request: request, observer: observer).train()
        let range = try trainingSource.requiredDataRange()
        guard let firstAsOf = trained.parts.validation.first, let lastAsOf = trained.parts.validation.last else {
            throw NoCompleteDay(database: request.configuration.database)
        }
        let version = try trained.publish(to: models, codeVersion: codeVersion, at: now())
        observer.stage("published version \(version), comparing on \(firstAsOf) to \(lastAsOf)")

        let specification = trained.specification
        let firstDay = max(range.oldest, firstAsOf - max(specification.windowDays, specification.horizonDays) + 1)
        let panel = try Panel(source: evaluationSource, from: firstDay, through: lastAsOf + specification.horizonDays)
        let samples = try SampleIndex(panel: panel, windowDays: specification.windowDays).samples(
            asOf: trained.parts.validation, horizonDays: specification.horizonDays)
        guard !samples.isEmpty else {
            throw TrainingError.noSamples(part: "validation", first: firstAsOf, last: lastAsOf)
        }
        func metrics(
            of model: any ForecastModel, _ state: FittedState, _ specification: FeatureSpecification
        ) throws -> ForecastMetrics {
            let encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
            let scorer = SampleScorer(
                model: model, encoder: encoder, decision: request.configuration.decision, threads: request.threads)
            return ForecastMetrics(of: samples, scorer: scorer, encoder: encoder)
        }
        let gate = trained.gate ?? trained.serving
        let challengerMetrics = try metrics(of: gate.model, gate.state, specification)
        var championMetrics: ForecastMetrics?
        var incomparable: String?
        do {
            if let first = try champion?.firstFit(for: specification, judgedFrom: firstAsOf) {
                championMetrics = try metrics(of: first.model, first.state, first.specification)
            }
        } catch let fault as IncomparableChampion {
            incomparable = fault.reason
        }
        let comparison = MetricsComparison(
            challenger: challengerMetrics, champion: championMetrics, scenarios: panel.scenarios.map(\.name),
            tasks: specification.tasks.map(\.name))
        return ChallengeReport(
            challenger: version, champion: champion?.version, incomparable: incomparable,
            data: DaySpan(first: range.oldest, last: request.until ?? range.newest),
            validation: DaySpan(first: firstAsOf, last: lastAsOf), seconds: (clock.now - start).seconds,
            samples: samples.count, overall: comparison.overall, scenarios: comparison.scenarios)
    }
}
