import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct PredictorTests {
    private static let scales: [Float] = [120, 3.5, 1]

    private func predictor(_ model: NetworkModel) -> Predictor {
        Predictor(
            model: model,
            rule: ForecastRule(
                tasks: model.tasks, taskScales: Self.scales, horizonDays: 7, head: model.configuration.head,
                decision: .smape))
    }

    /// A model whose heads give their bias whatever the row is.
    private func model(biases: [Float]) -> NetworkModel {
        let model = SmallWorld.model()
        for declaration in model.parameters.layout.declarations where declaration.name.hasPrefix("head.") {
            guard let task = SmallWorld.tasks.firstIndex(where: { declaration.name.contains(".\($0.name).") }) else {
                continue
            }
            let value = declaration.name.hasSuffix(".bias") ? biases[task] : 0
            model.parameters[declaration].update(repeating: value)
        }
        return model
    }

    private func meansOfOneRow(biases: [Float]) -> [Float] {
        predictor(model(biases: biases)).means(of: SmallWorld.batch(rows: 1))
    }

    @Test func outputsBecomeMeansInTheTasksUnits() {
        let means = meansOfOneRow(biases: [0.5, -1, 2])
        #expect(abs(means[0] - 120 * exp(0.5)) < 1e-3)
        #expect(abs(means[1] - 3.5 * exp(-1)) < 1e-5)
        #expect(abs(means[2] - 1 / (1 + exp(-2))) < 1e-6)
    }

    @Test func logRatesAreClamped() {
        #expect(meansOfOneRow(biases: [40, 0, 0])[0] == meansOfOneRow(biases: [15, 0, 0])[0])
        #expect(abs(meansOfOneRow(biases: [40, 0, 0])[0] / (120 * exp(15)) - 1) < 1e-5)
        #expect(abs(meansOfOneRow(biases: [-40, 0, 0])[0] / (120 * exp(-15)) - 1) < 1e-5)
    }

    @Test(arguments: [Float(-40), 0, 0.69, 0.7, 3, 40])
    func activeDaysAreAtMostTheHorizon(bias: Float) {
        let mean = meansOfOneRow(biases: [0, bias, 0])[1]
        #expect((0...7).contains(mean))
        // log(7 / 3.5) is 0.693.
        #expect((mean == 7) == (bias > 0.693))
    }

    @Test(arguments: [-Float.greatestFiniteMagnitude, -200, -3, 0, 3, 200, Float.greatestFiniteMagnitude])
    func activityIsAProbability(bias: Float) {
        let mean = meansOfOneRow(biases: [0, 0, bias])[2]
        #expect((0...1).contains(mean))
        #expect(abs(mean - Float(1 / (1 + exp(-Double(bias))))) < 1e-6)
    }

    @Test func whatIsNotANumberStaysVisible() {
        let means = meansOfOneRow(biases: [.nan, .nan, .nan])
        #expect(means.allSatisfy { $0.isNaN })
    }

    @Test(arguments: [SmallWorld.configuration(), SmallWorld.configuration(generator: .full, pooling: .flatten)])
    func aRowDoesNotDependOnItsBatch(configuration: ModelConfiguration) {
        let predictor = predictor(SmallWorld.model(configuration))
        let together = predictor.means(of: SmallWorld.batch(rows: 40))
        #expect(together.count == 120)
        for rows in [1, 2, 7, 33, 40] {
            // The same predictor, whose memory other batches have used.
            let fewer = predictor.means(of: SmallWorld.batch(rows: rows))
            #expect(fewer.count == rows * 3)
            for (found, expected) in zip(fewer, together) {
                #expect(abs(found - expected) <= 1e-5 * max(1, abs(expected)))
            }
        }
        #expect(Set(together).count > 100, "rows that all give the same prove nothing")
    }

    @Test func onlyTheFirstRowsOfABatchCount() {
        var batch = SmallWorld.batch(rows: 5)
        let all = predictor(SmallWorld.model()).means(of: batch)
        batch.rowCount = 2
        let two = predictor(SmallWorld.model()).means(of: batch)
        #expect(two.count == 6)
        for (found, expected) in zip(two, all) { #expect(abs(found - expected) <= 1e-5 * max(1, abs(expected))) }
    }
}
