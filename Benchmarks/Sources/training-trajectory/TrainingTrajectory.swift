import ArgumentParser
import Foundation

@testable import AdvertiserDomain
@testable import Checkpoints
@testable import Features
@testable import ForecastModels
@testable import NeuralNetwork
@testable import SnapshotStorage
@testable import TensorCore

/// Writes what another implementation needs to take the same training steps, and the losses to compare with.
///
/// Model, starting weights, batches and loss are those of `adcast train --split study`. All dropout is off, since no two
/// random generators drop the same elements, and the learning rate stays at its peak.
@main
struct TrainingTrajectory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training-trajectory",
        abstract: "Export starting weights and batches, with the losses of training on them.")

    @Option(help: "The configuration whose database to read and whose model to train.")
    var config: String

    @Option(help: "The directory for weights.safetensors, batches.safetensors and trajectory.json.")
    var output: String

    @Option(help: "Steps, each on a batch of its own.")
    var steps = 20

    func run() throws {
        var configuration = try AdcastConfiguration.load(path: config)
        configuration.model.dropout = 0
        let source = try SnapshotDatabase(configuration, now: { Date() })
        let exported = try ExportedBatches(of: steps, source: source, configuration: configuration)
        let encoder = exported.encoder
        let model = try ModelCatalog.make(
            architecture: "m2m", configuration: configuration.model,
            specification: encoder.specification, state: encoder.state, seed: configuration.training.seed)
        exported.setAnchor(of: model)

        let files = URL(fileURLWithPath: output, isDirectory: true)
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        func write(_ bytes: [UInt8], to name: String) throws {
            try Data(bytes).write(to: files.appendingPathComponent(name))
        }
        try write(SafetensorsWriter.bytes(of: model.parameters.tensors), to: "weights.safetensors")
        try write(SafetensorsWriter.bytes(of: exported.tensors), to: "batches.safetensors")
        let coder = JSONEncoder()
        coder.keyEncodingStrategy = .convertToSnakeCase
        coder.outputFormatting = .sortedKeys
        try write(
            Array(
                coder.encode(
                    Trajectory(
                        model: ModelSizes(configuration.model), features: encoder.specification, state: encoder.state,
                        learningRate: configuration.training.learningRate, rows: configuration.training.batchSize,
                        losses: try exported.losses(
                            of: model, learningRate: configuration.training.learningRate)))),
            to: "trajectory.json")
    }
}
