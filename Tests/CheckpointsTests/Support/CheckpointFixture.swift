import AdvertiserDomain
import Features
import Foundation
import TensorCore

@testable import Checkpoints

/// A small model version with every kind of attribute, and something in every part of the manifest.
enum CheckpointFixture {
    static let specification = FeatureSpecification(
        columns: HistoryColumns(
            behaviour: ["logins"], performance: ["clicks", "gmvTotal"], profile: ["main_category", "turnover"],
            scenario: ["type", "price level"], taskColumns: ["clicks"]),
        tasks: [
            PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
            PredictionTask(name: "active_days", column: "clicks", aggregate: .activeDays, unit: "days", weight: 0.5),
        ],
        windowDays: 3, horizonDays: 7)

    static func state(scale: Float = 12.5) throws -> FittedState {
        let dense = DenseFeatures(specification: specification).width
        let bins = try BinEdges(edges: [0.1, 1, 2.5])
        return FittedState(
            attributes: [
                AttributeField(
                    role: .profile, column: "main_category",
                    encoding: .categorical(vocabulary: try Vocabulary(categories: ["books", "shoes, \"red\" [new]"]))),
                AttributeField(role: .profile, column: "turnover", encoding: .binned(edges: [1, 2])),
                AttributeField(
                    role: .scenario, column: "scenario",
                    encoding: .categorical(vocabulary: try Vocabulary(categories: ["camelCase", "snake_case"]))),
                AttributeField(
                    role: .scenario, column: "type", encoding: .categorical(vocabulary: try Vocabulary(categories: []))),
                AttributeField(
                    role: .scenario, column: "price level", encoding: .standardised(mean: 1.5, deviation: 0.25)),
            ],
            behaviourBins: SequenceBins(own: [bins], all: [bins]),
            performanceBins: SequenceBins(own: [bins, bins], all: [bins, try BinEdges(edges: [])]),
            denseMeans: [Float](repeating: 0.1, count: dense), denseDeviations: [Float](repeating: 1, count: dense),
            taskScales: [scale, 3], positiveShares: [0.5, 1], trainingScenarios: ["camelCase", "snake_case"],
            scenarioWeights: [1, 2])
    }

    /// As-of dates around 2020-09-01.
    static let split = ProductionSplit(
        firstFit: [0, 3, 6].map { Day(number: 18_500 + $0) }, validation: (13...19).map { Day(number: 18_500 + $0) },
        refit: [1, 4, 19].map { Day(number: 18_500 + $0) })

    static func manifest(hasGate: Bool = true, scale: Float = 12.5) throws -> CheckpointManifest {
        let state = try state(scale: scale)
        var generator = SeededGenerator(seed: 5)
        guard let bounds = SplitBounds(split) else { throw CocoaError(.coderInvalidValue) }
        return CheckpointManifest(
            architecture: "m2m", model: .default, training: .default, features: specification,
            states: FittedStates(serving: state, gate: hasGate ? try self.state(scale: 10) : nil), split: bounds,
            decision: .smape,
            metrics: .object(["samples_per_second": .number(1.5), "overall": .object(["camelCase": .null])]),
            goldenPrediction: GoldenPrediction(
                inputs: GoldenPrediction.Inputs(
                    randomFor: BatchLayout(specification: specification, state: state), generator: &generator),
                expectedMeans: [1.25, 3]),
            seed: .max, threads: 2, codeVersion: "0.1.0", createdAt: Date(timeIntervalSince1970: 1_600_000_000.75))
    }

    static func tensors(_ value: Float) -> [NamedTensor] {
        [
            NamedTensor(name: "head.clicks.bias", tensor: Tensor(shape: Shape(1, 1), values: [value])),
            NamedTensor(name: "head.clicks.weight", tensor: Tensor(shape: Shape(2, 1), values: [value, -value])),
        ]
    }
}
