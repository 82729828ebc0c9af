import TensorCore

extension Tape {
    /// Head by head, weights of table rows times the head's columns of the table.
    ///
    /// - Parameters:
    ///   - weights: [B·P, H·C].
    ///   - table: [C, H·d_v].
    /// - Returns: [B·P, H·d_v].
    package func headwiseProduct(weights: Variable, table: Variable, heads: Int) -> Variable {
        let left = self[weights]
        let right = self[table]
        let inner = right.rows
        let width = right.columns / heads
        precondition(left.columns == heads * inner && right.columns % heads == 0, "weights do not fit the table")
        let result = record(
            .headwiseProduct(weights: weights, table: table, heads: heads), rows: left.rows, columns: right.columns)
        for head in 0..<heads {
            offerProcessor()
            MatrixProduct.multiply(
                left.value + head * inner, stride: left.columns, by: right.value + head * width,
                stride: right.columns, into: self[result].value + head * width, stride: right.columns,
                rows: left.rows, inner: inner, columns: width, accumulates: false)
        }
        return result
    }

    func headwiseProductBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ weights: Node, _ table: Node, _ heads: Int
    ) {
        let inner = table.rows
        let width = table.columns / heads
        for head in 0..<heads {
            offerProcessor()
            if let target = weights.gradient {
                MatrixProduct.multiply(
                    gradient + head * width, stride: node.columns, by: table.value + head * width,
                    stride: table.columns, rightTransposed: true, into: target + head * inner, stride: weights.columns,
                    rows: node.rows, inner: width, columns: inner, accumulates: true)
            }
            if let target = table.gradient {
                MatrixProduct.multiply(
                    weights.value + head * inner, stride: weights.columns, leftTransposed: true,
                    by: gradient + head * width, stride: node.columns, into: target + head * width,
                    stride: table.columns, rows: inner, inner: node.rows, columns: width, accumulates: true)
            }
        }
    }
}
