import Foundation
import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeElementwiseTests {
    private let tape = Tape.withoutParameters()

    @Test func rowsShareTheirFactors() {
        let input = Matrix(rows: 6, columns: 5, seed: 1)
        let factors = Matrix(rows: 2, columns: 5, seed: 2)
        let result = tape.repeatedProduct(tape.constant(input), by: tape.constant(factors), repeats: 3)
        #expect(
            Matrix(rows: 6, columns: 5) { input[$0, $1] * factors[$0 / 3, $1] }.agrees(with: result, on: tape))
    }

    @Test(arguments: [1, 4, 8, 11])
    func softmaxActsOnRows(columns: Int) {
        let input = Matrix(rows: 4, columns: columns, seed: 3)
        let result = tape.softmax(tape.constant(input))
        #expect(input.softmax.agrees(with: result, on: tape, tolerance: 1e-6))
    }

    @Test func weightedSumsOfRows() {
        let weights = Matrix(rows: 2, columns: 3, seed: 4)
        let values = Matrix(rows: 6, columns: 9, seed: 5)
        let result = tape.weightedSum(weights: tape.constant(weights), of: tape.constant(values))
        let expected = Matrix(rows: 2, columns: 9) { row, column in
            (0..<3).reduce(0) { $0 + weights[row, $1] * values[3 * row + $1, column] }
        }
        #expect(expected.agrees(with: result, on: tape))
    }

    @Test func combinationsWeighWholeMatrices() {
        let parts = (0..<3).map { Matrix(rows: 4, columns: 9, seed: 20 + UInt64($0)) }
        let weights = Matrix(rows: 1, columns: 3, seed: 6)
        let result = tape.combination(of: parts.map { tape.constant($0) }, weights: tape.constant(weights))
        let expected = Matrix(rows: 4, columns: 9) { row, column in
            (0..<3).reduce(0) { $0 + weights[0, $1] * parts[$1][row, column] }
        }
        #expect(expected.agrees(with: result, on: tape))
    }

    // MARK: Dropout

    @Test(arguments: [Float(0.1), 0.3, 0.75])
    func dropoutMeetsItsRateAndKeepsTheMean(rate: Float) {
        let count = 200_001
        var generator = SeededGenerator(seed: 6)
        let ones = tape.constant(rows: 1, columns: count) { $0.update(repeating: 1, count: count) }
        let result = tape.dropout(ones, rate: rate, generator: &generator)
        #expect(tape.rowCount(of: result) == 1 && tape.columnCount(of: result) == count)
        let values = tape.values(of: result)
        let kept = 1 / (1 - rate)
        #expect(values.allSatisfy { $0 == 0 || $0 == kept })
        let dropped = Double(values.count { $0 == 0 }) / Double(count)
        #expect(abs(dropped - Double(rate)) < 0.006)
        let mean = values.reduce(0.0) { $0 + Double($1) } / Double(count)
        #expect(abs(mean - 1) < 0.02)
    }

    @Test func dropoutOfNothingChangesNothing() {
        var generator = SeededGenerator(seed: 7)
        let input = Matrix(rows: 3, columns: 7, seed: 8)
        let result = tape.dropout(tape.constant(input), rate: 0, generator: &generator)
        #expect(input.agrees(with: result, on: tape, tolerance: 0))
    }

    @Test func masksFollowTheGenerator() {
        let ones = tape.constant(rows: 10, columns: 13) { $0.update(repeating: 1, count: 130) }
        func mask(seed: UInt64) -> [Float] {
            var generator = SeededGenerator(seed: seed)
            return Array(tape.values(of: tape.dropout(ones, rate: 0.5, generator: &generator)))
        }
        #expect(mask(seed: 1) == mask(seed: 1))
        #expect(mask(seed: 1) != mask(seed: 2))
        var generator = SeededGenerator(seed: 1)
        let masks = (0..<2).map { _ in
            Array(tape.values(of: tape.dropout(ones, rate: 0.5, generator: &generator)))
        }
        #expect(masks[0] != masks[1])
    }
}
