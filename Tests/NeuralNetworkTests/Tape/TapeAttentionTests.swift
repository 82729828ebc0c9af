import Foundation
import TensorCore
import Testing

@testable import NeuralNetwork

/// Attention over lookup tables against attention over embedded days as equation 2 writes it.
@Suite struct TapeAttentionTests {
    private static let fields = 2
    private static let bins = 3
    private static let heads = 2

    /// Days and head widths around whole registers.
    struct Extents: Sendable, CustomTestStringConvertible {
        let rows: Int
        let days: Int
        let headWidth: Int
        var testDescription: String { "\(rows) rows, \(days) days, heads of \(headWidth)" }

        static let all = [
            Extents(rows: 3, days: 10, headWidth: 9), Extents(rows: 1, days: 8, headWidth: 16),
            Extents(rows: 2, days: 1, headWidth: 3), Extents(rows: 2, days: 40, headWidth: 20),
        ]
    }

    private func codes(_ extents: Extents) -> [UInt8] {
        var generator = SeededGenerator(seed: 5)
        return (0..<extents.rows * extents.days * Self.fields).map { _ in UInt8(generator.uniform(below: Self.bins)) }
    }

    /// Which table rows each day of a row is the sum of, [T, C].
    private func selection(_ codes: [UInt8], row: Int, _ extents: Extents) -> Matrix {
        var matrix = Matrix(rows: extents.days, columns: Self.fields * Self.bins + extents.days) { _, _ in 0 }
        for day in 0..<extents.days {
            for field in 0..<Self.fields {
                let code = Int(codes[(row * extents.days + day) * Self.fields + field])
                matrix[day, field * Self.bins + code] += 1
            }
            matrix[day, Self.fields * Self.bins + day] += 1
        }
        return matrix
    }

    private func pooled(_ matrix: Matrix, _ pooling: SequencePooling) -> Matrix {
        switch pooling {
        case .flatten: return matrix
        case .meanLast:
            let days = matrix.rows
            return Matrix(rows: 2, columns: matrix.columns) { row, column in
                row == 1
                    ? matrix[days - 1, column] : (0..<days).reduce(0) { $0 + matrix[$1, column] } / Double(days)
            }
        }
    }

    private func head(_ table: Matrix, _ head: Int, width: Int) -> Matrix {
        Matrix(rows: table.rows, columns: width) { table[$0, head * width + $1] }
    }

    @Test(arguments: Extents.all, [SequencePooling.meanLast, .flatten])
    func agreesWithTheEquation(_ extents: Extents, pooling: SequencePooling) {
        let tape = Tape.withoutParameters()
        let tableRows = Self.fields * Self.bins + extents.days
        let query = Matrix(rows: tableRows, columns: Self.heads * extents.headWidth, seed: 1)
        let key = Matrix(rows: tableRows, columns: Self.heads * extents.headWidth, seed: 2)
        let value = Matrix(rows: tableRows, columns: Self.heads * 5, seed: 3)
        let codes = codes(extents)
        let vectors = pooling.vectorCount(days: extents.days)
        codes.withUnsafeBufferPointer { buffer in
            let weights = tape.attentionWeights(
                query: tape.constant(query), key: tape.constant(key),
                codes: SequenceCodes(
                    codes: buffer, rows: extents.rows, days: extents.days, fields: Self.fields, binCount: Self.bins),
                heads: Self.heads, pooling: pooling)
            #expect(tape.rowCount(of: weights) == extents.rows * vectors)
            #expect(tape.columnCount(of: weights) == Self.heads * tableRows)
            let result = tape.headwiseProduct(weights: weights, table: tape.constant(value), heads: Self.heads)
            #expect(tape.rowCount(of: result) == extents.rows * vectors)
            #expect(tape.columnCount(of: result) == Self.heads * 5)
            for row in 0..<extents.rows {
                let days = selection(codes, row: row, extents)
                for index in 0..<Self.heads {
                    let queries = days * head(query, index, width: extents.headWidth)
                    let keys = days * head(key, index, width: extents.headWidth)
                    let scores = (queries * keys.transposed).mapped { $0 / Double(extents.headWidth).squareRoot() }
                    let expected = pooled(scores.softmax * (days * head(value, index, width: 5)), pooling)
                    for vector in 0..<vectors {
                        for column in 0..<5 {
                            let found = tape.values(of: result)[
                                ((row * vectors + vector) * Self.heads + index) * 5 + column]
                            #expect(abs(Double(found) - expected[vector, column]) < 1e-4)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: Extents.all, [SequencePooling.meanLast, .flatten])
    func poolingWithoutAttention(_ extents: Extents, pooling: SequencePooling) {
        let tape = Tape.withoutParameters()
        let codes = codes(extents)
        codes.withUnsafeBufferPointer { buffer in
            let weights = tape.poolingWeights(
                codes: SequenceCodes(
                    codes: buffer, rows: extents.rows, days: extents.days, fields: Self.fields, binCount: Self.bins),
                pooling: pooling)
            let expected = (0..<extents.rows).map { pooled(selection(codes, row: $0, extents), pooling) }
            let all = Matrix(
                rows: extents.rows * expected[0].rows, columns: expected[0].columns,
                values: expected.flatMap(\.values))
            #expect(all.agrees(with: weights, on: tape))
        }
    }
}
