import AdvertiserDomain
import Checkpoints
import ForecastModels
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import Inference

struct ForecastEngineCheckpointTests {
    let world: TinyWorld
    let model: any ForecastModel
    let manifest: CheckpointManifest

    init() throws {
        world = try TinyWorld()
        model = try world.model()
        manifest = try world.manifest(for: model)
    }

    private var tensors: [NamedTensor] { model.parameters.tensors }

    /// The engine of a checkpoint that was published and read back.
    private func published(_ tensors: [NamedTensor], manifest: CheckpointManifest? = nil) throws -> ForecastEngine {
        let path = NSTemporaryDirectory() + "adcast-engine-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = ModelDirectory(path: path)
        return try ForecastEngine(
            directory.load(try directory.publish(manifest ?? self.manifest, tensors: tensors, gate: nil)))
    }

    @Test func forecastsAsTheModelThatWasPublished() throws {
        let engine = try published(tensors)
        let original = ForecastEngine(version: 1, manifest: manifest, model: model)
        #expect(engine.version == 1)
        #expect(try engine.forecast(world.query(2)) == original.forecast(world.query(2)))
    }

    /// Whatever the network, the service forecasts what the one in memory does.
    @Test(arguments: ModelCatalog.architectures)
    func everyArchitectureServes(_ architecture: String) throws {
        let model = try world.model(architecture)
        let manifest = try world.manifest(for: model)
        let engine = try published(model.parameters.tensors, manifest: manifest)
        #expect(engine.manifest.architecture == architecture)
        let original = ForecastEngine(version: 1, manifest: manifest, model: model)
        for advertiser in [0, 5] {
            let forecast = try engine.forecast(world.query(advertiser))
            #expect(!forecast.scenarios.isEmpty)
            #expect(try forecast == original.forecast(world.query(advertiser)))
        }
    }

    @Test func otherWeightsFailTheGoldenPrediction() throws {
        let error = #expect(throws: EngineError.self) { try published(try world.model(seed: 4).parameters.tensors) }
        guard case .goldenPredictionDiffers(version: 1, let expected, let found) = error else {
            Issue.record("not the golden prediction: \(String(describing: error))")
            return
        }
        #expect(expected == manifest.goldenPrediction.expectedMeans)
        #expect(found != expected)
    }

    @Test func aMissingTensorIsNamed() throws {
        let error = #expect(throws: EngineError.self) { try published(Array(tensors.dropFirst())) }
        #expect(error?.description.contains(tensors[0].name) == true, "\(String(describing: error))")
    }
}
