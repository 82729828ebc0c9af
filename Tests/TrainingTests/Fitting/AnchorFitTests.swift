import AdvertiserDomain
import Features
import ForecastModels
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import Training

@Suite struct AnchorFitTests {
    private let world: FittedWorld

    init() throws {
        world = try FittedWorld(anchor: true)
    }

    /// At the least penalised squared error its gradient is zero.
    @Test func coefficientsAreThoseOfAWeightedRidgeRegression() throws {
        let tasks = try #require(world.model.anchor).tasks
        let fitted = AnchorFit(samples: world.samples, encoder: world.encoder, threads: 3).coefficients(of: tasks)
        #expect(fitted.count == tasks.count)
        var batch = Batch(layout: world.encoder.layout, capacity: world.samples.count)
        world.encoder.encode(world.samples[...], into: &batch, labels: true)
        let width = world.encoder.layout.denseWidth
        for (task, coefficients) in zip(tasks, fitted) {
            try #require(coefficients.count == width + 1)
            #expect(coefficients.contains { abs($0) > 0.01 })
            var gradient = [Double](repeating: 0, count: width + 1)
            var totalWeight = 0.0
            for row in 0..<batch.rowCount {
                let label = batch.scaledLabels[row * world.encoder.layout.taskCount + task]
                guard label > 0 else { continue }
                let features = batch.dense[row * width..<(row + 1) * width].map(Double.init) + [1]
                let forecast = zip(features, coefficients).reduce(0) { $0 + $1.0 * Double($1.1) }
                let weight = Double(batch.weights[row])
                totalWeight += weight
                for index in gradient.indices {
                    gradient[index] += weight * (log(Double(label)) - forecast) * features[index]
                }
            }
            for index in 0..<width {
                let slope = gradient[index] / totalWeight - AnchorFit.penalty * Double(coefficients[index])
                #expect(abs(slope) < 1e-4, "feature \(index) of task \(task)")
            }
            #expect(abs(gradient[width] / totalWeight) < 1e-4)
        }
    }

    @Test func threadsDoNotChangeIt() throws {
        let tasks = try #require(world.model.anchor).tasks
        let one = AnchorFit(samples: world.samples, encoder: world.encoder, threads: 1).coefficients(of: tasks)
        let three = AnchorFit(samples: world.samples, encoder: world.encoder, threads: 3).coefficients(of: tasks)
        #expect(one == three)
    }

    @Test func withoutAPositiveLabelThereIsNothingToStartFrom() {
        let coefficients = AnchorFit(samples: [], encoder: world.encoder, threads: 2).coefficients(of: [0])
        #expect(coefficients == [[Float](repeating: 0, count: world.encoder.layout.denseWidth + 1)])
    }

    /// Training sets it once, before its first step.
    @Test func trainingFitsItAndKeepsIt() throws {
        let anchor = try #require(world.model.anchor)
        let expected = AnchorFit(samples: world.samples, encoder: world.encoder, threads: 2)
            .coefficients(of: anchor.tasks)
        let seconds = try Trainer(configuration: TwoWeekWorld.training(epochs: 1), threads: 2).fit(
            world.model, to: world.samples, encoder: world.encoder, progress: { _ in }, isCancelled: { false },
            epochEnd: { _ in })
        #expect(seconds > 0)
        let tensors = Dictionary(uniqueKeysWithValues: world.model.parameters.tensors.map { ($0.name, $0.tensor) })
        let weight = try #require(tensors["anchor.weight"])
        let bias = try #require(tensors["anchor.bias"])
        for (column, coefficients) in expected.enumerated() {
            #expect(bias.values[column] == coefficients[anchor.inputWidth])
            for feature in 0..<anchor.inputWidth {
                #expect(weight.values[feature * expected.count + column] == coefficients[feature])
            }
        }
    }
}
