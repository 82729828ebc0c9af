import AdvertiserDomain
import Features
import Foundation
import TensorCore

@testable import ForecastModels

/// A case that `Fixtures/make_golden_trajectories.py` wrote: a small model, a batch, and what PyTorch makes of them.
struct GoldenTrajectory: Decodable {
    struct Configuration: Decodable {
        let architecture: String
        let viewWidth: Int
        let experts: Int
        let knowledgeWidth: Int
        let metaLayers: Int
        let towerLayers: Int
        let generator: Generator
        let transformer: Bool
        let headWidth: HeadWidth
        let pooling: ModelConfiguration.Pooling
        let windowDays: Int
        let behaviourFields: Int
        let performanceFields: Int
        let denseWidth: Int
        let binCount: Int
        let attributes: [Attribute]
        let tasks: [GoldenTask]
        let penalty: TrainingConfiguration.Penalty
        let learningRate: Float
        let batchRows: Int
        /// Poisson where it is missing.
        let head: ModelConfiguration.Head?
        /// One where it is missing.
        let members: Int?
        /// None where it is missing.
        let anchor: Bool?
    }

    /// "full" or a rank.
    struct Generator: Decodable {
        let value: ModelConfiguration.Generator

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            value = (try? container.decode(Int.self)).map { .factored(rank: $0) } ?? .full
        }
    }

    /// "half" or a width.
    struct HeadWidth: Decodable {
        let value: ModelConfiguration.HeadWidth

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            value = (try? container.decode(Int.self)).map { .fixed($0) } ?? .half
        }
    }

    struct Attribute: Decodable {
        let role: AttributeField.Role
        let column: String
        let kind: String
        let categories: Int?
    }

    struct GoldenTask: Decodable {
        let name: String
        let aggregate: PredictionTask.Aggregate
        let weight: Float
    }

    struct Parameter: Decodable {
        let name: String
        let shape: [Int]
        let values: [Float]
    }

    struct Rows: Decodable {
        let behaviourCodes: [UInt8]
        let performanceCodes: [UInt8]
        let dense: [Float]
        let categoricalCodes: [Int32]
        let numericValues: [Float]
        let labels: [Float]
        let weights: [Float]
    }

    struct Gradient: Decodable {
        let name: String
        let values: [Float]
    }

    struct Step: Decodable {
        let loss: Double
        let gradients: [Gradient]
    }

    let configuration: Configuration
    let parameters: [Parameter]
    let batch: Rows
    /// [B, Y]: rates in units of the tasks' scales, and probabilities.
    let outputs: [Float]
    /// All outputs of each task's head, [B, outputs]; where the head is a hurdle.
    let headOutputs: [[Float]]?
    let step1: Step
    let losses: [Double]

    static func load(_ name: String) throws -> GoldenTrajectory {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/\(name).json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(GoldenTrajectory.self, from: Data(contentsOf: file))
    }

    var layout: BatchLayout {
        BatchLayout(
            windowDays: configuration.windowDays, behaviourFields: configuration.behaviourFields,
            performanceFields: configuration.performanceFields, denseWidth: configuration.denseWidth,
            attributes: configuration.attributes.map { attribute in
                AttributeInput(
                    role: attribute.role, column: attribute.column,
                    kind: attribute.kind == "numeric"
                        ? .numeric : .categorical(categoryCount: attribute.categories ?? 0))
            }, taskCount: configuration.tasks.count, binCount: configuration.binCount)
    }

    var tasks: [PredictionTask] {
        configuration.tasks.map { task in
            PredictionTask(
                name: task.name, column: task.name, aggregate: task.aggregate, unit: "", weight: task.weight)
        }
    }

    var modelConfiguration: ModelConfiguration {
        ModelConfiguration(
            viewWidth: configuration.viewWidth, experts: configuration.experts,
            knowledgeWidth: configuration.knowledgeWidth, metaLayers: configuration.metaLayers,
            towerLayers: configuration.towerLayers, generator: configuration.generator.value,
            transformer: configuration.transformer, headWidth: configuration.headWidth.value,
            pooling: configuration.pooling, dropout: 0, head: configuration.head ?? .poisson,
            members: configuration.members ?? 1, anchor: configuration.anchor ?? false)
    }

    var tensors: [NamedTensor] {
        parameters.map {
            NamedTensor(name: $0.name, tensor: Tensor(shape: Shape($0.shape), values: $0.values))
        }
    }

    func model() throws -> NetworkModel {
        try NetworkModel(
            ModelCatalog.entry(named: configuration.architecture), configuration: modelConfiguration, tasks: tasks,
            layout: layout, tensors: tensors)
    }

    func filledBatch() -> Batch {
        var filled = Batch(layout: layout, capacity: configuration.batchRows)
        filled.rowCount = configuration.batchRows
        filled.behaviourCodes = batch.behaviourCodes
        filled.performanceCodes = batch.performanceCodes
        filled.dense = batch.dense
        filled.categoricalCodes = batch.categoricalCodes
        filled.numericValues = batch.numericValues
        filled.scaledLabels = batch.labels
        filled.weights = batch.weights
        return filled
    }
}
