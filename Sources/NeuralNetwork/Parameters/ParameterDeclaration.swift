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
    /// The number of elements; `Int.max` where no integer holds it.
    package let count: Int

    package var shape: Shape { Shape(rows, columns) }
}
