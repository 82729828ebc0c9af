import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct JointLossTests {
    /// The loss of some rows of a batch of `batchRows`, and its gradients.
    private func pass(
        _ model: NetworkModel, _ batch: Batch, batchRows: Int, tasks: [PredictionTask] = SmallWorld.tasks
    ) throws -> (loss: Double, gradients: [Float]) {
        let tape = Tape(parameters: model.parameters, differentiates: true)
        var noDropout: SeededGenerator?
        let loss = withInputs(of: batch) { inputs in
            let outputs = model.forward(inputs, on: tape, dropout: &noDropout)
            let loss = model.jointLoss(tasks: tasks)(outputs, inputs, batchRows: batchRows, on: tape)
            tape.backward(from: loss)
            return Double(tape.values(of: loss)[0])
        }
        return (loss, Array(try #require(tape.parameterGradients).elements))
    }

    private func outputs(_ model: NetworkModel, _ batch: Batch) -> [[Double]] {
        let tape = Tape(parameters: model.parameters, differentiates: false)
        var noDropout: SeededGenerator?
        return withInputs(of: batch) { inputs in
            model.forward(inputs, on: tape, dropout: &noDropout).map { tape.values(of: $0).map(Double.init) }
        }
    }

    @Test func isTheWeightedSumOfEveryTasksEquation() throws {
        let model = SmallWorld.model()
        let batch = SmallWorld.batch(rows: 9)
        let outputs = outputs(model, batch)
        var expected = 0.0
        for row in 0..<9 {
            func term(_ task: Int) -> Double {
                let output = outputs[task][row]
                let label = Double(batch.scaledLabels[row * 3 + task])
                return SmallWorld.tasks[task].aggregate == .active
                    ? log(1 + exp(output)) - label * output : exp(output) - label * output
            }
            expected += Double(batch.weights[row]) * (term(0) + 0.5 * term(1) + 2 * term(2)) / 9
        }
        #expect(abs(try pass(model, batch, batchRows: 9).loss - expected) < 1e-5)
    }

    /// Sizes of slices that cut a batch of 11 rows.
    @Test(arguments: [[11], [5, 6], [1, 10], [4, 4, 3]])
    func slicesAddUpToTheBatch(sizes: [Int]) throws {
        let model = SmallWorld.model()
        let whole = try pass(model, SmallWorld.batch(rows: 11), batchRows: 11)
        var loss = 0.0
        var gradients = [Float](repeating: 0, count: whole.gradients.count)
        var first = 0
        for size in sizes {
            let slice = try pass(model, self.slice(first..<first + size), batchRows: 11)
            loss += slice.loss
            gradients = zip(gradients, slice.gradients).map(+)
            first += size
        }
        #expect(abs(loss - whole.loss) < 1e-5)
        #expect(whole.gradients.contains { abs($0) > 0.01 })
        let wrong = gradients.indices.filter {
            !(abs(gradients[$0] - whole.gradients[$0]) < 1e-5 * max(1, abs(whole.gradients[$0])))
        }
        #expect(wrong.isEmpty, "gradients differ at \(wrong.prefix(5))")
    }

    @Test func aTaskWithoutWeightTeachesNothing() throws {
        let model = SmallWorld.model()
        let silent = SmallWorld.tasks.map {
            PredictionTask(
                name: $0.name, column: $0.column, aggregate: $0.aggregate, unit: $0.unit,
                weight: $0.name == "days" ? 0 : $0.weight)
        }
        let gradients = try pass(model, SmallWorld.batch(rows: 5), batchRows: 5, tasks: silent).gradients
        for declaration in model.parameters.layout.declarations {
            let part = gradients[declaration.offset..<declaration.offset + declaration.count]
            let belongsToDays = declaration.name.contains(".days.")
            #expect(belongsToDays == part.allSatisfy { $0 == 0 } || declaration.name.contains("star"))
        }
    }

    /// Outputs start near zero: e⁰ − y·0 for amounts, log 2 for activity.
    @Test func aFreshDefaultModelStartsWhereNothingIsKnown() throws {
        var configuration = ModelConfiguration.default
        configuration.head = .poisson
        let model = SmallWorld.model(configuration)
        let batch = SmallWorld.batch(rows: 200)
        let loss = try pass(model, batch, batchRows: 200).loss
        let meanWeight = batch.weights.reduce(0.0) { $0 + Double($1) } / 200
        let expected = meanWeight * (1 + 0.5 + 2 * log(2))
        #expect(loss.isFinite)
        #expect(abs(loss - expected) < 0.15 * expected, "\(loss), not about \(expected)")
    }

    // MARK: Helpers

    /// Some rows of the batch of 11.
    private func slice(_ rows: Range<Int>) -> Batch {
        let batch = SmallWorld.batch(rows: 11)
        var slice = Batch(layout: batch.layout, capacity: rows.count)
        slice.rowCount = rows.count
        func part<Element>(_ values: [Element]) -> [Element] {
            let width = values.count / 11
            return Array(values[rows.lowerBound * width..<rows.upperBound * width])
        }
        slice.behaviourCodes = part(batch.behaviourCodes)
        slice.performanceCodes = part(batch.performanceCodes)
        slice.dense = part(batch.dense)
        slice.categoricalCodes = part(batch.categoricalCodes)
        slice.numericValues = part(batch.numericValues)
        slice.scaledLabels = part(batch.scaledLabels)
        slice.weights = part(batch.weights)
        return slice
    }
}
