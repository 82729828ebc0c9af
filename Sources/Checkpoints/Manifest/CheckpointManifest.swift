import AdvertiserDomain
import Features
import Foundation

/// Everything about a model version but its weights: how to build inputs for it, what to make of its outputs, where it
/// comes from. It names columns, categories and scenarios, never an advertiser.
package struct CheckpointManifest: Equatable, Sendable {
    /// The version of the format that this program writes.
    package static let currentFormatVersion = 4
    /// The oldest version that it reads: inputs of older ones are built by other rules.
    package static let oldestFormatVersion = 2
    /// The name of the manifest's file.
    package static let fileName = "manifest.json"

    package var formatVersion = currentFormatVersion
    /// The name of the architecture, such as `m2m`.
    package let architecture: String
    package let model: ModelConfiguration
    package let training: TrainingConfiguration
    package let features: FeatureSpecification
    package let states: FittedStates
    package let split: SplitBounds
    /// The newest day of the labels that the weights which serve were fitted to.
    package let newestLabelDay: Day
    /// The newest day of the labels of the first fit.
    package let gateNewestLabelDay: Day
    /// What `point` minimises.
    package let decision: DecisionMetric
    /// The report of the first fit on its validation dates.
    package let metrics: JSONValue
    package let goldenPrediction: GoldenPrediction
    /// Where the first fit's distributions are read for quantiles; `nil` for a head that has none.
    package let calibration: QuantileLevels?
    package let seed: UInt64
    /// Worker threads of the training: weights are the same again only with as many.
    package let threads: Int
    /// The program that trained.
    package let codeVersion: String
    /// To the second.
    package let createdAt: Date
    /// `nil` until the version is published.
    package internal(set) var files: TensorFiles?

    package init(
        architecture: String, model: ModelConfiguration, training: TrainingConfiguration,
        features: FeatureSpecification, states: FittedStates, split: SplitBounds, decision: DecisionMetric,
        metrics: JSONValue, goldenPrediction: GoldenPrediction, calibration: QuantileLevels? = nil, seed: UInt64,
        threads: Int, codeVersion: String, createdAt: Date
    ) {
        self.architecture = architecture
        self.model = model
        self.training = training
        self.features = features
        self.states = states
        self.split = split
        self.newestLabelDay = split.newestLabelDay(horizonDays: features.horizonDays)
        self.gateNewestLabelDay = split.gateNewestLabelDay(horizonDays: features.horizonDays)
        self.decision = decision
        self.metrics = metrics
        self.goldenPrediction = goldenPrediction
        self.calibration = calibration
        self.seed = seed
        self.threads = threads
        self.codeVersion = codeVersion
        self.createdAt = Date(timeIntervalSince1970: createdAt.timeIntervalSince1970.rounded(.down))
    }

    /// SHA-256 of the weights that serve: equal for equal weights. `nil` until the version is published.
    package var tensorHash: String? { files?.model.sha256 }

    /// The state that belongs to the first fit's weights: a version without a gate file is its own gate.
    package var gateState: FittedState { states.gate ?? states.serving }
}

extension CheckpointManifest: Codable {
    private enum CodingKeys: String, CodingKey {
        case formatVersion, architecture, model, training, features, states, split, newestLabelDay, gateNewestLabelDay
        case decision, metrics, goldenPrediction, calibration, seed, threads, codeVersion, createdAt, files
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        formatVersion = try container.decode(Int.self, forKey: .formatVersion)
        architecture = try container.decode(String.self, forKey: .architecture)
        model = try container.decode(ModelSizes.self, forKey: .model).configuration()
        training = try container.decode(TrainingConfiguration.self, forKey: .training)
        features = try container.decode(FeatureSpecification.self, forKey: .features)
        states = try container.decode(FittedStates.self, forKey: .states)
        split = try container.decode(SplitBounds.self, forKey: .split)
        newestLabelDay = try container.decode(Day.self, forKey: .newestLabelDay)
        gateNewestLabelDay = try container.decode(Day.self, forKey: .gateNewestLabelDay)
        decision = try container.decode(DecisionMetric.self, forKey: .decision)
        metrics = try container.decode(JSONValue.self, forKey: .metrics)
        goldenPrediction = try container.decode(GoldenPrediction.self, forKey: .goldenPrediction)
        calibration = try container.decodeIfPresent(QuantileLevels.self, forKey: .calibration)
        seed = try container.decode(UInt64.self, forKey: .seed)
        threads = try container.decode(Int.self, forKey: .threads)
        codeVersion = try container.decode(String.self, forKey: .codeVersion)
        createdAt = try container.decode(Date.self, forKey: .createdAt)
        files = try container.decodeIfPresent(TensorFiles.self, forKey: .files)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(formatVersion, forKey: .formatVersion)
        try container.encode(architecture, forKey: .architecture)
        try container.encode(ModelSizes(model), forKey: .model)
        try container.encode(training, forKey: .training)
        try container.encode(features, forKey: .features)
        try container.encode(states, forKey: .states)
        try container.encode(split, forKey: .split)
        try container.encode(newestLabelDay, forKey: .newestLabelDay)
        try container.encode(gateNewestLabelDay, forKey: .gateNewestLabelDay)
        try container.encode(decision, forKey: .decision)
        try container.encode(metrics, forKey: .metrics)
        try container.encode(goldenPrediction, forKey: .goldenPrediction)
        try container.encodeIfPresent(calibration, forKey: .calibration)
        try container.encode(seed, forKey: .seed)
        try container.encode(threads, forKey: .threads)
        try container.encode(codeVersion, forKey: .codeVersion)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encodeIfPresent(files, forKey: .files)
    }
}
