import AdvertiserDomain
import Checkpoints
import Evaluation
import Features
import ForecastModels

/// Holds the forecasts of a published version against outcomes that it never saw.
package struct VersionEvaluation {
    /// Which as-of dates to forecast.
    package enum Dates: Equatable, Sendable {
        /// Those of a study's test part; for a production version every mature date not before the newest label day.
        case test
        /// The mature ones of these, both bounds included.
        case range(first: Day, last: Day)
    }

    /// The first and the last as-of date that were forecast.
    package let asOf: ClosedRange<Day>
    /// Whether outcomes of these dates are among those that the quantiles were calibrated by, so that the coverage is
    /// better than that of dates to come.
    package let sharesOutcomesWithCalibration: Bool
    package let samples: SampleEvaluation
    package let encoder: SampleEncoder
    package let report: EvaluationReport

    /// - Throws: ``VersionEvaluationError``, `NoCompleteDay`, or what source and checkpoint throw.
    package init(
        of checkpoint: LoadedCheckpoint, model: any ForecastModel, source: any HistorySource, dates: Dates,
        threads: Int, clock: ContinuousClock = ContinuousClock()
    ) throws {
        let manifest = checkpoint.manifest
        let start = clock.now
        let range = try source.requiredDataRange()
        let asOfDates = try Self.asOfDates(dates, manifest: manifest, range: range)
        let windowDays = manifest.features.windowDays
        let horizonDays = manifest.features.horizonDays
        guard let first = asOfDates.first, let last = asOfDates.last else { throw NoCompleteDay() }
        asOf = first...last
        sharesOutcomesWithCalibration =
            manifest.calibration != nil && first < manifest.split.newestValidationLabelDay(horizonDays: horizonDays)
        // Last week repeated reads a horizon that ends with the window.
        let firstDay = max(range.oldest, first - max(windowDays, horizonDays) + 1)
        let panel = try Panel(source: source, from: firstDay, through: last + horizonDays)
        encoder = try SampleEncoder(panel: panel, state: manifest.states.serving, specification: manifest.features)
        let listed = try SampleIndex(panel: panel, windowDays: windowDays).samples(
            asOf: asOfDates, horizonDays: horizonDays)
        guard !listed.isEmpty else { throw VersionEvaluationError.noSamples(first: first, last: last) }
        let scorer = SampleScorer(
            model: model, encoder: encoder, decision: manifest.decision, levels: manifest.calibration, threads: threads)
        samples = SampleEvaluation(of: listed, scorer: scorer, encoder: encoder)
        let quantiles = samples.quantileMetrics(
            uncalibrated: manifest.calibration.map { _ in scorer.calibrated(by: nil).forecasts(of: listed) })
        let name: String =
            switch dates {
            case .test: "test"
            case .range: "\(first)..\(last)"
            }
        report = EvaluationReport(
            model: manifest.architecture, version: checkpoint.version, split: name,
            scenarios: panel.scenarios.map(\.name), tasks: manifest.features.tasks.map(\.name),
            metrics: samples.metrics, seconds: (clock.now - start).seconds, quantiles: quantiles)
    }

    /// The as-of dates to forecast, ascending and not empty.
    private static func asOfDates(
        _ dates: Dates, manifest: CheckpointManifest, range: DataRange
    ) throws(VersionEvaluationError) -> [Day] {
        let mature = AsOfDates.mature(
            in: range, windowDays: manifest.features.windowDays, horizonDays: manifest.features.horizonDays)
        // The first label day of an as-of date is the day after it.
        let unseen = mature.filter { $0 >= manifest.newestLabelDay }
        if case .range(let first, _) = dates, first < manifest.newestLabelDay {
            throw .seenInTraining(first: first, newestLabelDay: manifest.newestLabelDay)
        }
        guard let oldestPossible = unseen.first, let newestPossible = unseen.last else {
            throw .noMatureDate(
                newestLabelDay: manifest.newestLabelDay, horizonDays: manifest.features.horizonDays,
                newest: range.newest)
        }
        let bounds: (first: Day, last: Day)
        switch dates {
        case .test:
            guard let test = manifest.split.test else { return unseen }
            bounds = (test.first, test.last)
        case .range(let first, let last):
            bounds = (first, last)
        }
        let chosen = unseen.filter { bounds.first <= $0 && $0 <= bounds.last }
        guard !chosen.isEmpty else {
            throw .noMatureDateBetween(
                first: bounds.first, last: bounds.last, oldestPossible: oldestPossible, newestPossible: newestPossible)
        }
        return chosen
    }
}
