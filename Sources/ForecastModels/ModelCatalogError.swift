import NeuralNetwork

/// Why a model cannot be made or loaded.
package enum ModelCatalogError: Error, Equatable {
    case unknownArchitecture(String)
    case tensorsDoNotFit(ParameterError)
}

extension ModelCatalogError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownArchitecture(let name):
            "there is no architecture '\(name)'; known: \(ModelCatalog.architectures.joined(separator: ", "))"
        case .tensorsDoNotFit(let error):
            error.description
        }
    }
}
