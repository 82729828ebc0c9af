import TensorCore

extension Tape {
    /// Σₖ wₖ·Xₖ of matrices of one shape.
    ///
    /// - Parameters:
    ///   - parts: X₁ … X_K, each [B, W].
    ///   - weights: [1, K].
    /// - Returns: [B, W].
    package func combination(of parts: [Variable], weights: Variable) -> Variable {
        let factors = self[weights]
        precondition(factors.rows == 1 && factors.columns == parts.count, "a weight for each matrix is needed")
        let rows = parts.first.map { self[$0].rows } ?? 0
        let columns = parts.first.map { self[$0].columns } ?? 0
        let result = record(
            .combination(parts: record(operands: parts), weights: weights), rows: rows, columns: columns)
        let output = self[result].value
        output.update(repeating: 0, count: rows * columns)
        for (index, part) in parts.enumerated() {
            let source = self[part]
            precondition(source.rows == rows && source.columns == columns, "combined matrices have one shape")
            VectorMath.add(source.value, times: factors.value[index], to: output, count: source.count)
        }
        return result
    }

    func combinationBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ parts: Range<Int>, _ weights: Node
    ) {
        for (index, position) in parts.enumerated() {
            let part = self[operands[position]]
            if let target = weights.gradient {
                target[index] += VectorMath.dot(gradient, part.value, count: node.count)
            }
            if let target = part.gradient {
                VectorMath.add(gradient, times: weights.value[index], to: target, count: node.count)
            }
        }
    }
}
