import TensorCore

/// What is made of parameters alone.
extension Tape {
    /// Calls `make` in each pass, or once where parameters are final.
    ///
    /// - Parameters:
    ///   - parameter: what is made for it and `factor` is always the same.
    ///   - factor: another parameter.
    package func kept(
        for parameter: ParameterID, times factor: ParameterID? = nil, _ make: () -> Variable
    ) -> Variable {
        guard parametersAreFinal else { return make() }
        let key = KeptProductKey(parameter: parameter, factor: factor)
        if let known = keptProducts[key] { return append(known.node) }
        let made = make()
        keptProducts[key] = KeptMatrix(copyOf: self[made])
        return made
    }

    /// A projection times each of the blocks that a matrix has below one another; no gradient flows.
    ///
    /// - Parameters:
    ///   - projection: [k, D].
    ///   - matrix: [P·D, out].
    /// - Returns: [P·k, out].
    package func blockwiseProduct(_ projection: Variable, _ matrix: Variable) -> Variable {
        let left = self[projection]
        let right = self[matrix]
        precondition(right.rows % left.columns == 0, "\(right.rows) rows are no blocks of \(left.columns)")
        let blocks = right.rows / left.columns
        return constant(rows: blocks * left.rows, columns: right.columns) { output in
            for block in 0..<blocks {
                MatrixProduct.multiply(
                    left.value, stride: left.columns, by: right.value + block * left.columns * right.columns,
                    stride: right.columns, into: output + block * left.rows * right.columns, stride: right.columns,
                    rows: left.rows, inner: left.columns, columns: right.columns, accumulates: false)
            }
        }
    }
}
