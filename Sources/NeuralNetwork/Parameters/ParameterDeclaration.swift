import TensorCore

/// A parameter before it has values: name, shape, place.
package struct ParameterDeclaration: Sendable {
    /// A property path, unique in its model.
    package let name: String
    package let rows: Int
    package let columns: Int
    package let kind: ParameterKind
    package let initializer: Initializer
    /// Index of its first element among the values of all parameters; a multiple of 16, so that rows start aligned.
    package let offset: Int

    package var count: Int { rows * columns }
    package var shape: Shape { Shape(rows, columns) }
}

/// A handle of a declared parameter.
package struct ParameterID: Hashable, Sendable {
    package let index: Int
}

/// The parameters of a model in the order of their declaration, which is the order of everything done to them.
package struct ParameterLayout: Sendable {
    package private(set) var declarations: [ParameterDeclaration] = []
    /// The number of floats that hold all parameters, with the gaps of alignment.
    package private(set) var extent = 0

    package init() {}

    /// Declares a matrix of `rows` × `columns`; a vector is a matrix of one row.
    package mutating func declare(
        _ name: String, rows: Int, columns: Int, kind: ParameterKind, initializer: Initializer
    ) -> ParameterID {
        precondition(rows > 0 && columns > 0, "parameter \(name) has no elements")
        declarations.append(
            ParameterDeclaration(
                name: name, rows: rows, columns: columns, kind: kind, initializer: initializer, offset: extent))
        extent += (rows * columns + 15) / 16 * 16
        return ParameterID(index: declarations.count - 1)
    }

    /// The number of trainable values.
    package var parameterCount: Int { declarations.reduce(0) { $0 + $1.count } }
}
