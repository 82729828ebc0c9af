import Foundation
import TensorCore

@testable import NeuralNetwork

/// A matrix in Double with the plainest arithmetic, against which operations of a tape are held.
struct Matrix: Equatable {
    let rows: Int
    let columns: Int
    var values: [Double]

    init(rows: Int, columns: Int, values: [Double]) {
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    init(rows: Int, columns: Int, _ value: (Int, Int) -> Double) {
        self.init(
            rows: rows, columns: columns,
            values: (0..<rows).flatMap { row in (0..<columns).map { value(row, $0) } })
    }

    /// Normal numbers that a float holds exactly.
    init(rows: Int, columns: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        self.init(rows: rows, columns: columns) { _, _ in Double(Float(generator.normal())) }
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    var transposed: Matrix { Matrix(rows: columns, columns: rows) { self[$1, $0] } }

    /// The softmax of each row.
    var softmax: Matrix {
        let powers = mapped { exp($0) }
        return Matrix(rows: rows, columns: columns) { row, column in
            powers[row, column] / (0..<columns).reduce(0) { $0 + powers[row, $1] }
        }
    }

    func mapped(_ change: (Double) -> Double) -> Matrix {
        Matrix(rows: rows, columns: columns, values: values.map(change))
    }

    static func * (left: Matrix, right: Matrix) -> Matrix {
        Matrix(rows: left.rows, columns: right.columns) { row, column in
            (0..<left.columns).reduce(0) { $0 + left[row, $1] * right[$1, column] }
        }
    }

    static func + (left: Matrix, right: Matrix) -> Matrix {
        Matrix(rows: left.rows, columns: left.columns, values: zip(left.values, right.values).map(+))
    }

    /// Whether a tape's matrix has this shape and, within rounding, these values.
    func agrees(with variable: Variable, on tape: Tape, tolerance: Double = 1e-5) -> Bool {
        tape.rowCount(of: variable) == rows && tape.columnCount(of: variable) == columns
            && zip(tape.values(of: variable), values).allSatisfy {
                abs(Double($0) - $1) <= tolerance * max(1, abs($1))
            }
    }
}

extension Tape {
    func constant(_ matrix: Matrix) -> Variable {
        constant(rows: matrix.rows, columns: matrix.columns) { target in
            for (index, value) in matrix.values.enumerated() { target[index] = Float(value) }
        }
    }

    /// A tape without parameters.
    static func withoutParameters() -> Tape {
        Tape(parameters: ParameterStore(layout: ParameterLayout(), seed: 0), differentiates: false)
    }
}
