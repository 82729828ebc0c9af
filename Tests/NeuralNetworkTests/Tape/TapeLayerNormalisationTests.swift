import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeLayerNormalisationTests {
    private let tape = Tape.withoutParameters()

    @Test(arguments: [4, 8, 11])
    func rowsGetMeanAndDeviationOfTheirOwn(columns: Int) {
        let input = Matrix(rows: 3, columns: columns, seed: 1)
        let gain = Matrix(rows: 1, columns: columns, seed: 2)
        let bias = Matrix(rows: 1, columns: columns, seed: 3)
        let result = tape.layerNormalisation(
            tape.constant(input), gain: tape.constant(gain), bias: tape.constant(bias))
        let expected = Matrix(rows: 3, columns: columns) { row, column in
            let values = (0..<columns).map { input[row, $0] }
            let mean = values.reduce(0, +) / Double(columns)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
            return gain[0, column] * (input[row, column] - mean) / (variance + 1e-5).squareRoot() + bias[0, column]
        }
        #expect(expected.agrees(with: result, on: tape))
    }

    /// Such a row has no deviation to divide by.
    @Test func aRowOfEqualValuesBecomesTheBias() {
        let ones = Matrix(rows: 1, columns: 5) { _, _ in 1 }
        let bias = Matrix(rows: 1, columns: 5, seed: 3)
        let result = tape.layerNormalisation(tape.constant(ones), gain: tape.constant(ones), bias: tape.constant(bias))
        #expect(bias.agrees(with: result, on: tape))
    }
}
