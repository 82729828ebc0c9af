import TensorCore

/// Why tensors do not fit a model.
package enum ParameterError: Error, Equatable {
    case missing(name: String)
    case unexpected(name: String)
    case duplicate(name: String)
    case wrongShape(name: String, expected: Shape, found: Shape)
    /// Fewer tensors than the model has layers of one kind.
    case tooFew(found: Int, needed: Int)
}

extension ParameterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let name): "tensor '\(name)' is missing"
        case .unexpected(let name): "tensor '\(name)' belongs to no parameter of this model"
        case .duplicate(let name): "tensor '\(name)' is there twice"
        case .wrongShape(let name, let expected, let found):
            "tensor '\(name)' has shape \(found) where the model has \(expected)"
        case .tooFew(let found, let needed): "there are \(found) tensors where the model needs at least \(needed)"
        }
    }
}
