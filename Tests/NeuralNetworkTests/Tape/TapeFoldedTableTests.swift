import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeFoldedTableTests {
    private let embedding = Matrix(rows: 2 * 3, columns: 4, seed: 1)
    private let position = Matrix(rows: 5, columns: 2, seed: 2)

    /// What each table row adds to a day's embedding, [F·bins + T, F·e + p].
    private var spread: Matrix {
        Matrix(rows: 11, columns: 10) { row, column in
            if row >= 6 { return column >= 8 ? position[row - 6, column - 8] : 0 }
            let field = row / 3
            return column / 4 == field ? embedding[row, column % 4] : 0
        }
    }

    @Test func withoutAProjectionBlocksHaveColumnsOfTheirOwn() {
        let tape = Tape.withoutParameters()
        let table = tape.foldedTable(
            embedding: tape.constant(embedding), position: tape.constant(position), weight: nil, binCount: 3)
        #expect(spread.agrees(with: table, on: tape, tolerance: 0))
    }

    @Test func tablesOfFinalParametersAreMadeOnce() throws {
        var layout = ParameterLayout()
        func declare(_ name: String, _ rows: Int, _ columns: Int) -> ParameterID {
            layout.declare(name, rows: rows, columns: columns, kind: .embedding, initializer: .normal(deviation: 1))
        }
        let embedding = declare("embedding", 6, 4)
        let position = declare("position", 5, 2)
        let weights = [declare("query", 10, 7), declare("key", 10, 7)]
        let store = ParameterStore(layout: layout, seed: 1)
        func tables(on tape: Tape) -> [Variable] {
            tape.reset()
            return weights.map {
                tape.foldedTable(
                    embedding: tape.parameter(embedding), position: tape.parameter(position),
                    weight: tape.parameter($0), binCount: 3)
            }
        }
        let predicting = Tape(parameters: store, differentiates: false, parametersAreFinal: true)
        let differentiating = Tape(parameters: store, differentiates: true)
        let expected = tables(on: differentiating).map { Array(differentiating.values(of: $0)) }
        #expect(expected[0] != expected[1])
        for _ in 0..<3 { #expect(tables(on: predicting).map { Array(predicting.values(of: $0)) } == expected) }
        func places() -> [UnsafePointer<Float>?] {
            tables(on: predicting).map { predicting.values(of: $0).baseAddress }
        }
        #expect(places() == places())
    }

    @Test func projectsEveryTableRow() {
        let tape = Tape.withoutParameters()
        let weight = Matrix(rows: 10, columns: 7, seed: 3)
        let table = tape.foldedTable(
            embedding: tape.constant(embedding), position: tape.constant(position), weight: tape.constant(weight),
            binCount: 3)
        #expect((spread * weight).agrees(with: table, on: tape))
    }
}
