import TensorCore

extension Tape {
    /// Embeddings of categories as differences from the row of "unknown".
    ///
    /// - Parameters:
    ///   - unknown: [1, width].
    ///   - difference: [categories, width].
    ///   - codes: the code of row b at `b · stride`; 0 is unknown, c the category of row c − 1. They outlive the pass.
    /// - Returns: [rows, width].
    package func differenceLookup(
        unknown: Variable, difference: Variable, codes: UnsafeBufferPointer<Int32>, stride: Int, rows: Int
    ) -> Variable {
        let base = self[unknown]
        let table = self[difference]
        let columns = base.columns
        let result = record(
            .differenceLookup(unknown: unknown, difference: difference, codes: codes, stride: stride), rows: rows,
            columns: columns)
        let output = self[result].value
        for row in 0..<rows {
            let target = output + row * columns
            target.update(from: base.value, count: columns)
            let code = Int(codes[row * stride])
            precondition(code <= table.rows, "code \(code) of \(table.rows) categories")
            if code > 0 {
                VectorMath.add(table.value + (code - 1) * columns, to: target, count: columns)
            }
        }
        return result
    }

    func differenceLookupBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ unknown: Variable, _ difference: Variable,
        _ codes: UnsafeBufferPointer<Int32>, _ stride: Int
    ) {
        let columns = node.columns
        for row in 0..<node.rows {
            if let target = self[unknown].gradient {
                VectorMath.add(gradient + row * columns, to: target, count: columns)
            }
            let code = Int(codes[row * stride])
            if code > 0, let target = self[difference].gradient {
                VectorMath.add(gradient + row * columns, to: target + (code - 1) * columns, count: columns)
            }
        }
    }

    /// Matrices of equal height side by side.
    package func columns(_ parts: [Variable]) -> Variable {
        let rows = parts.first.map { self[$0].rows } ?? 0
        let width = parts.reduce(0) { $0 + self[$1].columns }
        let result = record(.columns(operands: record(operands: parts)), rows: rows, columns: width)
        let output = self[result].value
        var offset = 0
        for part in parts {
            let source = self[part]
            precondition(source.rows == rows, "matrices side by side have equal height")
            for row in 0..<rows {
                (output + row * width + offset).update(
                    from: source.value + row * source.columns, count: source.columns)
            }
            offset += source.columns
        }
        return result
    }

    func columnsBackward(_ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ parts: Range<Int>) {
        var offset = 0
        for position in parts {
            let source = self[operands[position]]
            if let target = source.gradient {
                for row in 0..<node.rows {
                    VectorMath.add(
                        gradient + row * node.columns + offset, to: target + row * source.columns,
                        count: source.columns)
                }
            }
            offset += source.columns
        }
    }
}
