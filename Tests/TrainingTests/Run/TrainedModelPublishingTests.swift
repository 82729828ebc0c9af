import AdvertiserDomain
import Checkpoints
import Evaluation
import Features
import ForecastModels
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import Training

@Suite struct TrainedModelPublishingTests {
    private let time = Date(timeIntervalSince1970: 1_700_000_000)

    private func predictor(_ checkpoint: LoadedCheckpoint, tensors: [NamedTensor]) throws -> Predictor {
        let manifest = checkpoint.manifest
        let model = try ModelCatalog.load(
            architecture: manifest.architecture, configuration: manifest.model, specification: manifest.features,
            state: manifest.states.serving, tensors: tensors)
        return Predictor(
            model: model,
            rule: ForecastRule(
                specification: manifest.features, state: manifest.states.serving, head: model.head,
                decision: manifest.decision, levels: manifest.calibration))
    }

    @Test func aProductionVersionHoldsBothFits() throws {
        let directory = try TemporaryDirectory()
        let models = ModelDirectory(path: "\(directory.path)/models")
        let request = TwoWeekWorld.request(training: TwoWeekWorld.training(seed: 77))
        let trained = try TwoWeekWorld.train(request)
        #expect(try trained.publish(to: models, codeVersion: "test 1.0", at: time) == 1)
        #expect(try models.activeVersion() == nil)
        let checkpoint = try models.load(1)
        let manifest = checkpoint.manifest
        #expect(manifest.architecture == "m2m")
        #expect(manifest.model == TwoWeekWorld.model)
        #expect(manifest.training == request.configuration.training)
        #expect(manifest.features == FeatureSpecification(configuration: request.configuration))
        #expect(manifest.states.serving == trained.serving.state)
        #expect(manifest.states.gate == trained.gate?.state)
        #expect(manifest.split.kind == .production)
        #expect(manifest.split.train.first == TwoWeekWorld.day(13) && manifest.split.train.last == TwoWeekWorld.day(39))
        #expect(manifest.split.refit?.last == TwoWeekWorld.day(52) && manifest.split.refit?.dates == 40)
        #expect(manifest.newestLabelDay == TwoWeekWorld.day(59))
        #expect(manifest.gateNewestLabelDay == TwoWeekWorld.day(46))
        #expect(manifest.decision == .smape)
        #expect(manifest.seed == 77 && manifest.threads == 2)
        #expect(manifest.codeVersion == "test 1.0" && manifest.createdAt == time)
        let report = try JSONDecoder().decode(EvaluationReport.self, from: try JSONEncoder().encode(manifest.metrics))
        #expect(report.overall == trained.metrics.overall && report.samples == 210 && report.version == nil)

        let byName = Dictionary(uniqueKeysWithValues: checkpoint.tensors.map { ($0.name, $0.tensor) })
        for named in trained.serving.model.parameters.tensors { #expect(byName[named.name] == named.tensor) }
        let gate = Dictionary(uniqueKeysWithValues: try checkpoint.gateTensors().map { ($0.name, $0.tensor) })
        for named in try #require(trained.gate).model.parameters.tensors { #expect(gate[named.name] == named.tensor) }
    }

    @Test func theGoldenPredictionComesOutOfTheLoadedModel() throws {
        let directory = try TemporaryDirectory()
        let models = ModelDirectory(path: directory.path)
        let trained = try TwoWeekWorld.train()
        let version = try trained.publish(to: models, codeVersion: "test", at: time)
        let checkpoint = try models.load(version)
        let golden = checkpoint.manifest.goldenPrediction
        let batch = golden.inputs.batch(layout: trained.serving.model.layout)
        #expect(golden.expectedMeans.count == 3)
        #expect(golden.agrees(with: try predictor(checkpoint, tensors: checkpoint.tensors).means(of: batch)))
        // The first fit, another model of the same shapes, gives it away.
        let gate = try predictor(checkpoint, tensors: try checkpoint.gateTensors())
        #expect(!golden.agrees(with: gate.means(of: batch)))
    }

    /// Each learns, and the version that is read back forecasts what the trained model does.
    @Test(arguments: ModelCatalog.architectures)
    func everyArchitectureIsTrainedAndPublished(_ architecture: String) throws {
        let directory = try TemporaryDirectory()
        let models = ModelDirectory(path: directory.path)
        var request = TwoWeekWorld.request(.study, training: TwoWeekWorld.training(epochs: 3))
        request.architecture = architecture
        request.configuration.model.head = .hurdle
        let trained = try TwoWeekWorld.train(request)
        let losses = trained.epochs.compactMap(\.loss)
        #expect(losses.count == 3 && losses[2] < losses[0], "\(losses)")
        let checkpoint = try models.load(try trained.publish(to: models, codeVersion: "test", at: time))
        #expect(checkpoint.manifest.architecture == architecture)
        let serving = trained.serving
        let original = Predictor(
            model: serving.model,
            rule: ForecastRule(
                specification: trained.specification, state: serving.state, head: .hurdle, decision: .smape,
                levels: trained.levels))
        let batch = checkpoint.manifest.goldenPrediction.inputs.batch(layout: serving.model.layout)
        let forecasts = try predictor(checkpoint, tensors: checkpoint.tensors).forecasts(of: batch)
        #expect(forecasts.count == 3 && forecasts == original.forecasts(of: batch))
        #expect(forecasts[0].p50 != nil)
    }

    @Test func aStudyIsItsOwnGate() throws {
        let directory = try TemporaryDirectory()
        let models = ModelDirectory(path: directory.path)
        let trained = try TwoWeekWorld.train(TwoWeekWorld.request(.study))
        let checkpoint = try models.load(try trained.publish(to: models, codeVersion: "test", at: time))
        #expect(checkpoint.manifest.split.kind == .study)
        #expect(checkpoint.manifest.split.test?.first == TwoWeekWorld.day(50))
        #expect(checkpoint.manifest.states.gate == nil)
        #expect(checkpoint.manifest.newestLabelDay == TwoWeekWorld.day(41))
        #expect(try checkpoint.gateTensors() == checkpoint.tensors)
    }

    @Test func weightsThatAreNotNumbersAreNotPublished() throws {
        let directory = try TemporaryDirectory()
        let models = ModelDirectory(path: directory.path)
        let trained = try TwoWeekWorld.train(TwoWeekWorld.request(training: TwoWeekWorld.training(epochs: 1)))
        trained.serving.model.parameters.values.base[0] = .nan
        let error = #expect(throws: CheckpointError.self) {
            try trained.publish(to: models, codeVersion: "test", at: time)
        }
        guard case .unpublishable = error else {
            Issue.record("\(String(describing: error)) does not say that the weights cannot be published")
            return
        }
        #expect(try models.versions().isEmpty)
    }

    @Test func versionsCountUp() throws {
        let directory = try TemporaryDirectory()
        let models = ModelDirectory(path: directory.path)
        let trained = try TwoWeekWorld.train(TwoWeekWorld.request(training: TwoWeekWorld.training(epochs: 1)))
        #expect(try trained.publish(to: models, codeVersion: "test", at: time) == 1)
        #expect(try trained.publish(to: models, codeVersion: "test", at: time) == 2)
        #expect(try models.versions() == [1, 2])
    }
}
