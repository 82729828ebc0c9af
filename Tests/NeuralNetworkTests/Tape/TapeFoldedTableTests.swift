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

    @Test func projectsEveryTableRow() {
        let tape = Tape.withoutParameters()
        let weight = Matrix(rows: 10, columns: 7, seed: 3)
        let table = tape.foldedTable(
            embedding: tape.constant(embedding), position: tape.constant(position), weight: tape.constant(weight),
            binCount: 3)
        #expect((spread * weight).agrees(with: table, on: tape))
    }
}
