/// How a model is fitted.
package struct TrainingConfiguration: Codable, Equatable, Sendable {
    package enum Schedule: String, Codable, CaseIterable, Sendable {
        /// From the learning rate down to 2 % of it over all epochs, along half a cosine.
        case cosine
        case constant
    }

    /// Shares of the samples whose attributes training replaces by "unknown", each attribute independently.
    package struct AttributeDropout: Codable, Equatable, Sendable {
        /// For the scenario's own name.
        package var name: Float
        /// For each further scenario attribute.
        package var other: Float

        package init(name: Float, other: Float) {
            self.name = name
            self.other = other
        }
    }

    /// α of equation 19, apart for what generates weights and for static matrices.
    package struct Penalty: Codable, Equatable, Sendable {
        package var generators: Float
        package var `static`: Float

        package init(generators: Float, static: Float) {
            self.generators = generators
            self.static = `static`
        }
    }

    package var epochs: Int
    package var batchSize: Int
    package var learningRate: Float
    package var schedule: Schedule
    package var asOfStrideDays: Int
    /// Exponent of a row's weight: (samples of the largest scenario / samples of its own) to this power, at most 20.
    package var scenarioBalance: Float
    package var attributeDropout: AttributeDropout
    package var penalty: Penalty
    /// Worker threads; 0 takes one a processor core.
    package var threads: Int
    package var seed: UInt64

    package init(
        epochs: Int, batchSize: Int, learningRate: Float, schedule: Schedule, asOfStrideDays: Int,
        scenarioBalance: Float, attributeDropout: AttributeDropout, penalty: Penalty, threads: Int, seed: UInt64
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.schedule = schedule
        self.asOfStrideDays = asOfStrideDays
        self.scenarioBalance = scenarioBalance
        self.attributeDropout = attributeDropout
        self.penalty = penalty
        self.threads = threads
        self.seed = seed
    }

    package static let `default` = TrainingConfiguration(
        epochs: 2, batchSize: 256, learningRate: 1e-3, schedule: .cosine, asOfStrideDays: 1, scenarioBalance: 0.5,
        attributeDropout: AttributeDropout(name: 0.5, other: 0.1), penalty: Penalty(generators: 0, static: 0),
        threads: 0, seed: 1)

    /// Section 5.1.3 of the paper.
    package static let paper = TrainingConfiguration(
        epochs: 10, batchSize: 256, learningRate: 2e-3, schedule: .constant, asOfStrideDays: 1, scenarioBalance: 0,
        attributeDropout: AttributeDropout(name: 0, other: 0), penalty: Penalty(generators: 0, static: 0), threads: 0,
        seed: 1)
}
