import AdvertiserDomain
import Checkpoints
import Features
import ForecastModels
import Foundation
import NeuralNetwork
import TensorCore

extension TrainedModel {
    /// Publishes the model as the next version of `directory`, without activating it.
    ///
    /// - Parameters:
    ///   - codeVersion: the program that trained.
    ///   - time: when.
    /// - Returns: the version.
    package func publish(to directory: ModelDirectory, codeVersion: String, at time: Date) throws -> Int {
        let configuration = request.configuration
        let manifest = CheckpointManifest(
            architecture: serving.model.architecture, model: configuration.model, training: configuration.training,
            features: specification, states: FittedStates(serving: serving.state, gate: gate?.state),
            split: parts.bounds,
            decision: configuration.decision, metrics: try JSONValue(encoding: report(version: nil)),
            goldenPrediction: goldenPrediction(), calibration: levels, seed: configuration.training.seed,
            threads: request.threads, codeVersion: codeVersion, createdAt: time)
        return try directory.publish(
            manifest, tensors: serving.model.parameters.tensors, gate: gate?.model.parameters.tensors)
    }

    private func goldenPrediction() -> GoldenPrediction {
        let model = serving.model
        var generator = SeededGenerator(seed: request.configuration.training.seed)
        let inputs = GoldenPrediction.Inputs(randomFor: model.layout, generator: &generator)
        let predictor = Predictor(
            model: model,
            rule: ForecastRule(
                specification: specification, state: serving.state, head: model.head,
                decision: request.configuration.decision))
        return GoldenPrediction(
            inputs: inputs, expectedMeans: predictor.means(of: inputs.batch(layout: model.layout)))
    }
}
