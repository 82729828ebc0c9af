import Foundation
import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeAffineTests {
    private let tape = Tape.withoutParameters()
    private let input = Matrix(rows: 6, columns: 5, seed: 1)
    private let weight = Matrix(rows: 5, columns: 9, seed: 2)

    private func activated(_ matrix: Matrix) -> Matrix { matrix.mapped { $0 < 0 ? 0.01 * $0 : $0 } }

    @Test func aProductAlone() {
        let result = tape.affine([(tape.constant(input), tape.constant(weight))])
        #expect((input * weight).agrees(with: result, on: tape))
    }

    @Test func everythingThatCanBeAdded() {
        let other = Matrix(rows: 6, columns: 2, seed: 3)
        let otherWeight = Matrix(rows: 2, columns: 9, seed: 4)
        let bias = Matrix(rows: 1, columns: 9, seed: 5)
        let repeated = Matrix(rows: 2, columns: 9, seed: 6)
        let addend = Matrix(rows: 6, columns: 9, seed: 7)
        let result = tape.affine(
            [(tape.constant(input), tape.constant(weight)), (tape.constant(other), tape.constant(otherWeight))],
            bias: tape.constant(bias), repeated: tape.constant(repeated), repeats: 3, addend: tape.constant(addend),
            activation: .leakyReLU)
        let expected = input * weight + other * otherWeight + addend
        let whole = Matrix(rows: 6, columns: 9) { expected[$0, $1] + bias[0, $1] + repeated[$0 / 3, $1] }
        #expect(activated(whole).agrees(with: result, on: tape))
    }

    @Test(arguments: [1, 7, 8, 9, 33])
    func anAddendAlone(width: Int) {
        let addend = Matrix(rows: 3, columns: width, seed: 8)
        let result = tape.affine([], addend: tape.constant(addend), activation: .leakyReLU)
        #expect(activated(addend).agrees(with: result, on: tape))
    }

    @Test func aRowIsRepeated() {
        let row = Matrix(rows: 1, columns: 4, seed: 9)
        let result = tape.repeated(tape.constant(row), rows: 3)
        #expect(Matrix(rows: 3, columns: 4) { row[0, $1] }.agrees(with: result, on: tape, tolerance: 0))
    }
}
