import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeGroupAttentionTests {
    private let tape = Tape.withoutParameters()

    /// Softmax(Q·Kᵀ/√d)·V of one group and head.
    private func attended(_ query: Matrix, _ key: Matrix, _ value: Matrix) -> Matrix {
        let scores = (query * key.transposed).mapped { $0 / Double(query.columns).squareRoot() }
        return scores.softmax * value
    }

    private func block(_ matrix: Matrix, rows: Range<Int>, columns: Range<Int>) -> Matrix {
        Matrix(rows: rows.count, columns: columns.count) {
            matrix[rows.lowerBound + $0, columns.lowerBound + $1]
        }
    }

    @Test func groupsAndHeadsAttendForThemselves() {
        let query = Matrix(rows: 6, columns: 10, seed: 1)
        let key = Matrix(rows: 9, columns: 10, seed: 2)
        let value = Matrix(rows: 9, columns: 18, seed: 3)
        let result = tape.groupAttention(
            query: tape.constant(query), key: tape.constant(key), value: tape.constant(value), groups: 3, heads: 2)
        var expected = Matrix(rows: 6, columns: 18) { _, _ in 0 }
        for group in 0..<3 {
            for head in 0..<2 {
                let columns = 5 * head..<5 * (head + 1)
                let part = attended(
                    block(query, rows: 2 * group..<2 * (group + 1), columns: columns),
                    block(key, rows: 3 * group..<3 * (group + 1), columns: columns),
                    block(value, rows: 3 * group..<3 * (group + 1), columns: 9 * head..<9 * (head + 1)))
                for row in 0..<2 {
                    for column in 0..<9 { expected[2 * group + row, 9 * head + column] = part[row, column] }
                }
            }
        }
        #expect(expected.agrees(with: result, on: tape))
    }

    @Test func sharedQueriesAskEveryGroup() {
        let query = Matrix(rows: 2, columns: 6, seed: 4)
        let key = Matrix(rows: 12, columns: 6, seed: 5)
        let value = Matrix(rows: 12, columns: 8, seed: 6)
        let repeated = Matrix(rows: 8, columns: 6) { query[$0 % 2, $1] }
        func result(_ query: Matrix, sharesQueries: Bool) -> Variable {
            tape.groupAttention(
                query: tape.constant(query), key: tape.constant(key), value: tape.constant(value), groups: 4, heads: 1,
                sharesQueries: sharesQueries)
        }
        #expect(
            Array(tape.values(of: result(query, sharesQueries: true)))
                == Array(tape.values(of: result(repeated, sharesQueries: false))))
    }
}
