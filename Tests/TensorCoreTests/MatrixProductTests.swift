import Testing

@testable import TensorCore

@Suite struct MatrixProductTests {
    /// How a product is asked for.
    struct Case: CustomTestStringConvertible, Sendable {
        let rows: Int
        let inner: Int
        let columns: Int
        let transposesLeft: Bool
        let transposesRight: Bool
        let accumulates: Bool
        let scale: Float

        var testDescription: String {
            "\(rows)×\(inner)\(transposesLeft ? "ᵀ" : "") by \(inner)×\(columns)\(transposesRight ? "ᵀ" : "")"
                + "\(accumulates ? " added" : "") times \(scale)"
        }

        static let all: [Case] = [(1, 1, 1), (3, 5, 4), (17, 8, 33), (40, 16, 40), (2, 70, 1)].flatMap { extents in
            [false, true].flatMap { left in
                [false, true].flatMap { right in
                    [(false, Float(1)), (true, 1), (false, 0.25), (true, -0.5)].map { accumulates, scale in
                        Case(
                            rows: extents.0, inner: extents.1, columns: extents.2, transposesLeft: left,
                            transposesRight: right, accumulates: accumulates, scale: scale)
                    }
                }
            }
        }
    }

    @Test(arguments: Case.all)
    func agreesWithThreeLoops(of product: Case) {
        MatrixProduct.useCallingThreadOnly()
        // Rows lie further apart than they are long, and what lies between is not a number.
        let left = matrix(
            rows: product.transposesLeft ? product.inner : product.rows,
            columns: product.transposesLeft ? product.rows : product.inner, gap: 3, seed: 1)
        let right = matrix(
            rows: product.transposesRight ? product.columns : product.inner,
            columns: product.transposesRight ? product.inner : product.columns, gap: 2, seed: 2)
        let before = matrix(rows: product.rows, columns: product.columns, gap: 5, seed: 3)
        var found = before.values
        found.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            MatrixProduct.multiply(
                left.values, stride: left.stride, leftTransposed: product.transposesLeft, by: right.values,
                stride: right.stride, rightTransposed: product.transposesRight, into: base, stride: before.stride,
                rows: product.rows, inner: product.inner, columns: product.columns, accumulates: product.accumulates,
                scale: product.scale)
        }
        for row in 0..<product.rows {
            for column in 0..<product.columns {
                var sum = 0.0
                for index in 0..<product.inner {
                    let one = product.transposesLeft ? left[index, row] : left[row, index]
                    let other = product.transposesRight ? right[column, index] : right[index, column]
                    sum += Double(one) * Double(other)
                }
                let start = product.accumulates ? Double(before[row, column]) : 0
                let expected = start + Double(product.scale) * sum
                #expect(
                    abs(Double(found[row * before.stride + column]) - expected) < 1e-5 * Double(product.inner + 1),
                    "row \(row), column \(column)")
            }
            let gap = found[row * before.stride + product.columns..<(row + 1) * before.stride]
            #expect(gap.allSatisfy { $0.isNaN }, "the product wrote beside row \(row)")
        }
    }

    @Test(arguments: [(0, 3), (3, 0), (0, 0)])
    func anEmptyProductTouchesNothing(rows: Int, columns: Int) {
        var untouched: [Float] = [4, 5]
        untouched.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            MatrixProduct.multiply(
                [Float](repeating: 1, count: 4), stride: 2, by: [Float](repeating: 1, count: 4), stride: 2, into: base,
                stride: 2, rows: rows, inner: 2, columns: columns, accumulates: false)
        }
        #expect(untouched == [4, 5])
    }

    /// A row-major matrix with room between its rows.
    private struct PaddedMatrix {
        let values: [Float]
        let stride: Int

        subscript(row: Int, column: Int) -> Float { values[row * stride + column] }
    }

    private func matrix(rows: Int, columns: Int, gap: Int, seed: UInt64) -> PaddedMatrix {
        let stride = columns + gap
        let numbers = FloatSamples.normal(rows * columns, seed: seed)
        var values = [Float](repeating: .nan, count: rows * stride)
        for row in 0..<rows {
            for column in 0..<columns { values[row * stride + column] = numbers[row * columns + column] }
        }
        return PaddedMatrix(values: values, stride: stride)
    }
}
