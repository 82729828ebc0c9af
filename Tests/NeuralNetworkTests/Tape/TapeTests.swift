import Foundation
import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeTests {
    /// A network that needs a lot of memory of every kind.
    private struct Network {
        let layout: ParameterLayout
        private let weight: ParameterID
        private let bias: ParameterID
        private let generator: ParameterID
        private let base: ParameterID
        private let knowledge: ParameterID

        init() {
            var layout = ParameterLayout()
            func declare(_ name: String, _ rows: Int, _ columns: Int) -> ParameterID {
                layout.declare(
                    name, rows: rows, columns: columns, kind: .staticMatrix, initializer: .normal(deviation: 0.3))
            }
            weight = declare("weight", 5, 24)
            bias = declare("bias", 1, 24)
            generator = declare("generator", 3, 36)
            base = declare("base", 6, 6)
            knowledge = declare("knowledge", 5, 3)
            self.layout = layout
        }

        /// A loss over `rows` rows.
        func loss(rows: Int, on tape: Tape) -> Variable {
            let input = tape.constant(Matrix(rows: rows, columns: 5, seed: UInt64(rows)))
            let scenario = tape.affine([(input, tape.parameter(knowledge))])
            let views = tape.reshaped(
                tape.affine([(input, tape.parameter(weight))], bias: tape.parameter(bias), activation: .leakyReLU),
                rows: 4 * rows)
            var dropout = SeededGenerator(seed: 8)
            let hidden = tape.generatedProduct(
                tape.dropout(views, rate: 0.2, generator: &dropout), knowledge: scenario,
                generator: tape.parameter(generator), base: tape.parameter(base), repeats: 4)
            let pooled = tape.keepingOnly {
                let shares = tape.softmax(tape.reshaped(tape.rows(0..<4 * rows, of: hidden), rows: rows))
                let scores = tape.affine([(shares, tape.constant(Matrix(rows: 24, columns: 4, seed: 1)))])
                return tape.weightedSum(weights: scores, of: hidden)
            }
            let one = tape.affine([(pooled, tape.constant(Matrix(rows: 6, columns: 1, seed: 2)))])
            return tape.total((0..<rows).map { tape.rows($0..<$0 + 1, of: one) })
        }
    }

    @Test func reusedMemoryChangesNoResult() throws {
        let network = Network()
        let store = ParameterStore(layout: network.layout, seed: 3)
        let reused = Tape(parameters: store, differentiates: true)
        let gradients = try #require(reused.parameterGradients)
        for rows in [1, 3, 40, 2, 300, 300, 5, 41, 700, 1, 700, 299] {
            gradients.base.update(repeating: 0, count: gradients.count)
            reused.reset()
            let loss = network.loss(rows: rows, on: reused)
            reused.backward(from: loss)
            let fresh = Tape(parameters: store, differentiates: true)
            let freshLoss = network.loss(rows: rows, on: fresh)
            fresh.backward(from: freshLoss)
            let expected = try #require(fresh.parameterGradients)
            #expect(reused.values(of: loss)[0] == fresh.values(of: freshLoss)[0])
            #expect(Array(gradients.elements) == Array(expected.elements), "\(rows) rows")
        }
    }

    @Test func aTapeThatOnlyPredictsGivesTheSameValues() {
        let network = Network()
        let store = ParameterStore(layout: network.layout, seed: 3)
        let predicting = Tape(parameters: store, differentiates: false)
        let differentiating = Tape(parameters: store, differentiates: true)
        #expect(predicting.parameterGradients == nil)
        let one = network.loss(rows: 7, on: predicting)
        let other = network.loss(rows: 7, on: differentiating)
        #expect(predicting.values(of: one)[0] == differentiating.values(of: other)[0])
    }

    @Test func aSecondBackwardOfAPassAddsTheSameAgain() throws {
        let network = Network()
        let tape = Tape(parameters: ParameterStore(layout: network.layout, seed: 3), differentiates: true)
        let gradients = try #require(tape.parameterGradients)
        let loss = network.loss(rows: 7, on: tape)
        tape.backward(from: loss)
        let once = Array(gradients.elements)
        tape.backward(from: loss)
        for (first, second) in zip(once, gradients.elements) {
            #expect(abs(second - 2 * first) <= 1e-5 * max(1, abs(first)))
        }
    }

    // MARK: Leaves and views

    @Test func aParameterIsTheStoresMemory() throws {
        var layout = ParameterLayout()
        let id = layout.declare("weight", rows: 2, columns: 3, kind: .bias, initializer: .normal(deviation: 1))
        let store = ParameterStore(layout: layout, seed: 1)
        let tape = Tape(parameters: store, differentiates: true)
        let variable = tape.parameter(id)
        #expect(tape.rowCount(of: variable) == 2 && tape.columnCount(of: variable) == 3)
        #expect(tape.values(of: variable).baseAddress == UnsafePointer(store.values.base))
        store.values.base[4] = 6
        #expect(tape.values(of: variable)[4] == 6)
    }

    @Test func aConstantIsACopy() {
        let tape = Tape.withoutParameters()
        var source: [Float] = [1, 2, 3, 4, 5, 6, 7]
        let copy = source.withUnsafeBufferPointer { tape.constant($0, rows: 2, columns: 3) }
        source[0] = 9
        #expect(Array(tape.values(of: copy)) == [1, 2, 3, 4, 5, 6])
        let filled = tape.constant(rows: 2, columns: 2) { $0[3] = 5 }
        #expect(Array(tape.values(of: filled)) == [0, 0, 0, 5])
    }

    @Test func viewsShareValues() {
        let tape = Tape.withoutParameters()
        let matrix = tape.constant(Matrix(rows: 4, columns: 3) { Double(3 * $0 + $1) })
        let reshaped = tape.reshaped(matrix, rows: 2)
        #expect(tape.rowCount(of: reshaped) == 2 && tape.columnCount(of: reshaped) == 6)
        #expect(Array(tape.values(of: reshaped)) == (0..<12).map(Float.init))
        let rows = tape.rows(1..<3, of: matrix)
        #expect(tape.rowCount(of: rows) == 2 && tape.columnCount(of: rows) == 3)
        #expect(Array(tape.values(of: rows)) == (3..<9).map(Float.init))
        #expect(tape.values(of: rows).baseAddress == tape.values(of: matrix).baseAddress.map { $0 + 3 })
    }
}
