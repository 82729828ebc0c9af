import NeuralNetwork
import TensorCore

/// A matrix as an array of rows in Double: what the parts of a model are held against.
typealias Rows = [[Double]]

enum RowMath {
    /// Normal numbers that a float holds exactly.
    static func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Rows {
        var generator = SeededGenerator(seed: seed)
        return (0..<rows).map { _ in (0..<columns).map { _ in Double(Float(generator.normal())) } }
    }

    static func product(_ left: Rows, _ right: Rows) -> Rows {
        left.map { row in
            (right.first ?? []).indices.map { column in
                row.indices.reduce(0) { $0 + row[$1] * right[$1][column] }
            }
        }
    }

    static func sum(_ left: Rows, _ right: Rows) -> Rows {
        zip(left, right).map { zip($0, $1).map(+) }
    }

    /// Adds one row to each.
    static func adding(_ row: [Double], to rows: Rows) -> Rows { rows.map { zip($0, row).map(+) } }

    static func leakyReLU(_ rows: Rows) -> Rows { rows.map { $0.map { $0 < 0 ? 0.01 * $0 : $0 } } }

    /// Whether the two have equal extents and, within rounding, equal values.
    static func agree(_ found: Rows, _ expected: Rows, tolerance: Double = 1e-5) -> Bool {
        found.map(\.count) == expected.map(\.count)
            && zip(found, expected).allSatisfy {
                zip($0, $1).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
            }
    }
}

extension Tape {
    func rows(of variable: Variable) -> Rows {
        let columns = columnCount(of: variable)
        let values = values(of: variable)
        return (0..<rowCount(of: variable)).map { row in
            (0..<columns).map { Double(values[row * columns + $0]) }
        }
    }

    func constant(_ rows: Rows) -> Variable {
        constant(rows: rows.count, columns: rows.first?.count ?? 0) { target in
            for (index, value) in rows.joined().enumerated() { target[index] = Float(value) }
        }
    }

    /// Rows and columns.
    func extents(of variable: Variable) -> [Int] { [rowCount(of: variable), columnCount(of: variable)] }
}

extension ParameterStore {
    /// A parameter's values.
    subscript(id: ParameterID) -> Rows {
        let declaration = layout.declarations[id.index]
        let values = self[declaration]
        return (0..<declaration.rows).map { row in
            (0..<declaration.columns).map { Double(values[row * declaration.columns + $0]) }
        }
    }

    /// Gives every element of a parameter the same value.
    func fill(_ id: ParameterID, with value: Float) {
        self[layout.declarations[id.index]].update(repeating: value)
    }

    /// Fills the parameters that start at zero too, so that a test sees them.
    func scatter(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for declaration in layout.declarations {
            let values = self[declaration]
            for index in values.indices { values[index] += Float(generator.normal()) * 0.3 }
        }
    }
}
