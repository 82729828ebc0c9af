import Foundation
import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeLossTests {
    private let labels: [Float] = [0, 9, 1.5, 9, 0.25, 9]
    private let weights: [Float] = [1, 0.5, 2]

    /// The loss of outputs, and its slope at each of them.
    private func evaluate(
        _ outputs: [Float], columns: Int = 1, loss: (Tape, Variable, LossLabels) -> Variable
    ) throws -> (loss: Float, slopes: [Float]) {
        var layout = ParameterLayout()
        let id = layout.declare(
            "outputs", rows: outputs.count / columns, columns: columns, kind: .bias, initializer: .zeros)
        let store = ParameterStore(layout: layout, seed: 1)
        _ = store.values.elements.update(fromContentsOf: outputs)
        let tape = Tape(parameters: store, differentiates: true)
        return try labels.withUnsafeBufferPointer { values in
            try weights.withUnsafeBufferPointer { weights in
                let result = loss(
                    tape, tape.parameter(id), LossLabels(values: values, stride: 2, weights: weights, factor: 0.1))
                #expect(tape.rowCount(of: result) == 1 && tape.columnCount(of: result) == 1)
                tape.backward(from: result)
                let gradients = try #require(tape.parameterGradients)
                return (tape.values(of: result)[0], Array(gradients.elements.prefix(outputs.count)))
            }
        }
    }

    @Test func poissonByHand() throws {
        let (loss, slopes) = try evaluate([0, 1, -2]) { $0.poissonLoss($1, labels: $2) }
        // 0.1·(1·(1 − 0) + 0.5·(e − 1.5) + 2·(e⁻² + 0.25·2))
        #expect(abs(loss - 0.1 * (1 + 0.5 * (2.718282 - 1.5) + 2 * (0.135335 + 0.5))) < 1e-6)
        for (slope, expected) in zip(slopes, [0.1, 0.05 * (2.718282 - 1.5), 0.2 * (0.135335 - 0.25)] as [Float]) {
            #expect(abs(slope - expected) < 1e-6)
        }
    }

    @Test func logRatesCountAsTheLimitBeyondIt() throws {
        let (beyond, slopes) = try evaluate([40, 16, -90]) { $0.poissonLoss($1, labels: $2) }
        let (atLimit, _) = try evaluate([15, 15, -15]) { $0.poissonLoss($1, labels: $2) }
        #expect(beyond == atLimit && beyond.isFinite)
        #expect(slopes == [0, 0, 0])
    }

    @Test func whatIsNotANumberShowsInTheLoss() throws {
        #expect(try evaluate([0, .nan, 0]) { $0.poissonLoss($1, labels: $2) }.loss.isNaN)
        #expect(try evaluate([0, .nan, 0]) { $0.binaryCrossEntropy($1, labels: $2) }.loss.isNaN)
        for place in 4..<8 {
            var outputs = [Float](repeating: 0, count: 12)
            outputs[place] = .nan
            #expect(
                try evaluate(outputs, columns: 4) { $0.hurdleLoss($1, labels: $2, positiveShare: 0.8) }.loss.isNaN)
        }
    }

    @Test func crossEntropyByHand() throws {
        let (loss, slopes) = try evaluate([0, 2, -1]) { $0.binaryCrossEntropy($1, labels: $2) }
        let terms = [log(2), log(1 + exp(2)) - 1.5 * 2, log(1 + exp(-1)) + 0.25]
        #expect(abs(Double(loss) - 0.1 * (terms[0] + 0.5 * terms[1] + 2 * terms[2])) < 1e-6)
        let expected = [0.1 * 0.5, 0.05 * (1 / (1 + exp(-2)) - 1.5), 0.2 * (1 / (1 + exp(1)) - 0.25)]
        for (slope, value) in zip(slopes, expected) { #expect(abs(Double(slope) - value) < 1e-6) }
    }

    @Test func extremeLogitsStayFinite() throws {
        let (loss, slopes) = try evaluate([500, -500, 500]) { $0.binaryCrossEntropy($1, labels: $2) }
        #expect(loss.isFinite && slopes.allSatisfy { $0.isFinite })
        // Label 0 costs the logit; label 1.5 costs 1.5 times its distance; label 0.25 three quarters of it.
        #expect(abs(loss - 0.1 * (500 + 0.5 * 750 + 2 * 375)) < 1e-3)
    }

    @Test func hurdleByHand() throws {
        // Labels 0, 1.5 and 0.25 with weights 1, 0.5 and 2; a raw spread of ln(e^0.95 − 1) is a σ of 1.
        let raw = Float(log(exp(0.95) - 1))
        let outputs: [Float] = [0, 0, 5, 0, 1, 2, Float(log(1.5)), raw, -2, -1, 0, raw]
        let (loss, slopes) = try evaluate(outputs, columns: 4) { $0.hurdleLoss($1, labels: $2, positiveShare: 0.8) }
        let deviation = log(0.25)
        let root = (1 + deviation * deviation).squareRoot()
        let first = 1 + 0.5 * log(2)
        let second = exp(1) - 1.5 + 0.5 * log(1 + exp(-2)) + 0.5 / 0.8 * 1
        let third = exp(-2) + 0.5 + 0.5 * log(1 + exp(1)) + 0.5 / 0.8 * root
        #expect(abs(Double(loss) - 0.1 * (first + 0.5 * second + 2 * third)) < 1e-5)
        // An inactive row says nothing of sizes.
        #expect(slopes[2] == 0 && slopes[3] == 0)
        #expect(abs(slopes[1] - 0.1 * 0.5 * 0.5) < 1e-6)
        // A label on the location pulls the spread alone: 1/σ times the slope of softplus, 1 − e^−0.95.
        #expect(abs(slopes[6]) < 1e-6)
        #expect(abs(Double(slopes[7]) - 0.1 * 0.5 * 0.5 / 0.8 * (1 - exp(-0.95))) < 1e-6)
        #expect(abs(Double(slopes[10]) + 0.1 * 2 * 0.5 / 0.8 * deviation / root) < 1e-6)
    }

    @Test func withoutPositivesInTrainingSizesAreNotLearnt() throws {
        let outputs: [Float] = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
        let (loss, slopes) = try evaluate(outputs, columns: 4) { $0.hurdleLoss($1, labels: $2, positiveShare: 0) }
        #expect(loss.isFinite)
        #expect([2, 3, 6, 7, 10, 11].allSatisfy { slopes[$0] == 0 })
    }

    @Test func totalsAddUp() {
        let tape = Tape.withoutParameters()
        let parts = [1.5, -4, 0.25].map { value in tape.constant(Matrix(rows: 1, columns: 1, values: [value])) }
        #expect(Array(tape.values(of: tape.total(parts))) == [-2.25])
    }
}
