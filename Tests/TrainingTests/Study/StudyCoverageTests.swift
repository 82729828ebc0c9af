import AdvertiserDomain
import Evaluation
import Features
import ForecastModels
import Foundation
import Testing

@testable import Training

@Suite struct StudyCoverageTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func runsOfHeadsWithQuantilesSayHowTheyHold() throws {
        let request = StudyWorld.request(heads: [.hurdle, .poisson])
        let main = try #require(try StudyWorld.study(request).run(reportDirectory: directory.path).main)
        let runs = main.variants.compactMap(\.runs.first)
        #expect(runs.map { $0.coverage != nil } == [true, true, false, false, false, false])
        let coverage = try #require(runs[0].coverage)
        #expect(coverage.map(\.task) == TwoWeekWorld.tasks.map(\.name))
        #expect(coverage.allSatisfy { $0.quantiles.map(\.level) == QuantileLevels.nominal.map(Double.init) })
        for quantile in coverage.flatMap(\.quantiles) {
            #expect(0 <= quantile.below && quantile.below <= quantile.atOrBelow && quantile.atOrBelow <= 1)
        }
    }

    /// What `evaluate` says of a version that was calibrated on the validation dates.
    @Test func quantilesAreCalibratedOnTheValidationSamplesAndPointsAreNot() throws {
        let request = StudyWorld.request(heads: [.hurdle])
        var configuration = request.configuration
        configuration.model.head = .hurdle
        let prepared = try StudyWorld.prepared(request)
        let model = try ModelCatalog.make(
            architecture: "m2m", configuration: configuration.model, specification: prepared.specification,
            state: prepared.state, seed: 1)
        let forecasts = StudyForecasts(
            of: prepared.samples, model: model, encoder: prepared.encoder, seed: 1, threads: 2)
        func scorer(_ decision: DecisionMetric) -> SampleScorer {
            SampleScorer(model: model, encoder: prepared.encoder, decision: decision, threads: 2)
        }
        let test = prepared.samples.test
        let levels = try #require(scorer(.smape).quantileLevels(on: prepared.samples.validation, seed: 1))
        #expect(levels != .uncalibrated(taskCount: 3))
        let evaluation = SampleEvaluation(
            of: test, scorer: scorer(.smape).calibrated(by: levels), encoder: prepared.encoder)
        let plain = scorer(.smape).forecasts(of: test)
        let expected = try #require(evaluation.quantileMetrics(uncalibrated: plain))
        #expect(forecasts.quantiles == expected)
        #expect(forecasts.quantiles != evaluation.quantileMetrics(uncalibrated: nil))
        #expect(forecasts.means == plain.map(\.mean))
        #expect(forecasts.smapePoints == plain.map(\.point))
        #expect(forecasts.nmaePoints == scorer(.nmae).forecasts(of: test).map(\.point))
    }

    @Test func aStoredRunThatSaysNothingOfQuantilesIsTaken() throws {
        let request = StudyWorld.request(architectures: ["m2m"], heads: [.hurdle])
        let first = try #require(try StudyWorld.study(request).run(reportDirectory: directory.path).main?.variants[0])
        #expect(first.runs[0].coverage != nil)
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: directory.path + "/runs").first)
        let file = URL(filePath: "\(directory.path)/runs/\(name)")
        var stored = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        var run = try #require(stored["run"] as? [String: Any])
        run["coverage"] = nil
        stored["run"] = run
        try JSONSerialization.data(withJSONObject: stored).write(to: file)

        var made = 0
        let observer = StudyObserver(progress: { _ in made += 1 })
        let second = try #require(
            try StudyWorld.study(request, observer: observer).run(reportDirectory: directory.path).main?.variants[0])
        #expect(made == 0)
        #expect(second.runs[0].coverage == nil)
        #expect(second.runs[0].errors == first.runs[0].errors)
    }
}
