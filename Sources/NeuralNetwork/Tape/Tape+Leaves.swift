import TensorCore

/// What a pass starts from, and other shapes of the same memory.
extension Tape {
    /// A declared parameter of the store.
    package func parameter(_ id: ParameterID) -> Variable {
        let declaration = parameters.layout.declarations[id.index]
        return append(
            Node(
                operation: .leaf, rows: declaration.rows, columns: declaration.columns,
                value: parameters.values.base + declaration.offset,
                gradient: parameterGradients.map { $0.base + declaration.offset }))
    }

    /// A copy of `rows` × `columns` floats through which no gradient flows.
    package func constant(_ source: UnsafeBufferPointer<Float>, rows: Int, columns: Int) -> Variable {
        precondition(source.count >= rows * columns, "\(source.count) values do not fill \(rows)×\(columns)")
        let value = scratch(rows * columns)
        if let base = source.baseAddress { value.update(from: base, count: rows * columns) }
        return append(Node(operation: .leaf, rows: rows, columns: columns, value: value, gradient: nil))
    }

    /// A matrix of zeros through which no gradient flows, to be filled by `fill`.
    package func constant(rows: Int, columns: Int, fill: (UnsafeMutablePointer<Float>) -> Void) -> Variable {
        let value = scratch(rows * columns)
        value.update(repeating: 0, count: rows * columns)
        fill(value)
        return append(Node(operation: .leaf, rows: rows, columns: columns, value: value, gradient: nil))
    }

    /// The same values in `rows` rows.
    package func reshaped(_ variable: Variable, rows: Int) -> Variable {
        let node = self[variable]
        precondition(rows > 0 && node.count % rows == 0, "\(node.count) values do not fill \(rows) rows")
        return append(
            Node(
                operation: .view, rows: rows, columns: node.count / rows, value: node.value, gradient: node.gradient))
    }

    /// Some of a matrix's rows.
    package func rows(_ range: Range<Int>, of variable: Variable) -> Variable {
        let node = self[variable]
        precondition(range.lowerBound >= 0 && range.upperBound <= node.rows, "rows \(range) of \(node.rows)")
        let offset = range.lowerBound * node.columns
        return append(
            Node(
                operation: .view, rows: range.count, columns: node.columns, value: node.value + offset,
                gradient: node.gradient.map { $0 + offset }))
    }
}
