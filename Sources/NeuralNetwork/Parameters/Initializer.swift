import TensorCore

/// How a parameter starts.
package enum Initializer: Sendable {
    case zeros
    case constant(Float)
    /// One value where row and column are equal and another everywhere else, in a matrix of `columns` columns.
    case diagonal(Float, elsewhere: Float, columns: Int)
    case normal(deviation: Float)
    /// Uniform on (−bound, bound).
    case uniform(bound: Float)

    /// He, Zhang, Ren, Sun (2015): what keeps the scale of activations through a layer with a rectifier.
    package static func heNormal(inputWidth: Int) -> Initializer {
        .normal(deviation: (2 / Float(inputWidth)).squareRoot())
    }

    /// Glorot, Bengio (2010): what keeps the scale through a linear layer, both ways.
    package static func glorotUniform(inputWidth: Int, outputWidth: Int) -> Initializer {
        .uniform(bound: (6 / Float(inputWidth + outputWidth)).squareRoot())
    }

    func fill(_ values: UnsafeMutableBufferPointer<Float>, generator: inout SeededGenerator) {
        switch self {
        case .zeros:
            values.update(repeating: 0)
        case .constant(let value):
            values.update(repeating: value)
        case .diagonal(let value, let elsewhere, let columns):
            for index in values.indices {
                values[index] = index / columns == index % columns ? value : elsewhere
            }
        case .normal(let deviation):
            for index in values.indices { values[index] = Float(generator.normal()) * deviation }
        case .uniform(let bound):
            for index in values.indices { values[index] = (2 * generator.uniform() - 1) * bound }
        }
    }
}
