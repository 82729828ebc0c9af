import Testing

@testable import TensorCore

@Suite struct NormalEquationsTests {
    private func equations(rows: [[Float]], weights: [Float]) -> NormalEquations {
        var equations = NormalEquations(size: rows[0].count)
        rows.flatMap { $0 }.withUnsafeBufferPointer { rows in
            weights.withUnsafeBufferPointer { equations.add(rows: rows, weights: $0) }
        }
        return equations
    }

    /// y = 3x − 1 on the rows that count; the last one does not.
    @Test func findsTheLineThroughTheRowsThatWeigh() throws {
        let rows: [[Float]] = [[1, 1], [2, 1], [5, 1], [7, 1]]
        let weights: [Float] = [1, 2, 0.5, 0]
        let targets: [Double] = [2, 5, 14, 1000]
        let right = (0..<2).map { column in
            rows.indices.reduce(0) { $0 + Double(weights[$1]) * Double(rows[$1][column]) * targets[$1] }
        }
        let solution = try #require(equations(rows: rows, weights: weights).solution(right: right, penalties: [0, 0]))
        #expect(abs(solution[0] - 3) < 1e-5 && abs(solution[1] + 1) < 1e-5)
    }

    /// β = Σwxy / (Σwx² + d).
    @Test func aPenaltyDrawsACoefficientToZero() throws {
        let one = equations(rows: [[1], [2]], weights: [1, 3])
        let solution = try #require(one.solution(right: [26], penalties: [13]))
        #expect(abs(solution[0] - 1) < 1e-6)
    }

    @Test func rowsAreAddedToThoseBefore() throws {
        var equations = equations(rows: [[1, 0]], weights: [1])
        [0, 2].withUnsafeBufferPointer { row in [4].withUnsafeBufferPointer { equations.add(rows: row, weights: $0) } }
        let solution = try #require(equations.solution(right: [5, 32], penalties: [0, 0]))
        #expect(abs(solution[0] - 5) < 1e-6 && abs(solution[1] - 2) < 1e-6)
    }

    @Test func equationsWithoutASingleSolutionHaveNone() {
        #expect(equations(rows: [[1, 1]], weights: [0]).solution(right: [1, 1], penalties: [0, 0]) == nil)
        #expect(equations(rows: [[1, 1]], weights: [1]).solution(right: [.nan, 1], penalties: [1, 1]) == nil)
    }
}
