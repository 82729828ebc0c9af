import AdvertiserDomain
import NeuralNetwork

/// Why a model cannot be made or loaded.
package enum ModelCatalogError: OperatorError, Equatable {
    case unknownArchitecture(String)
    case tensorsDoNotFit(ParameterError)
    /// A fresh model of more values than can be worked with.
    case tooLarge(values: Int, limit: Int)

    package var isUsageFault: Bool {
        switch self {
        case .unknownArchitecture, .tooLarge: true
        case .tensorsDoNotFit: false
        }
    }

    package var description: String {
        switch self {
        case .unknownArchitecture(let name):
            "there is no architecture '\(name)'; "
                + Spelling.suggestion(for: name, among: ModelCatalog.architectures)
        case .tensorsDoNotFit(let error):
            error.description
        case .tooLarge(let values, let limit):
            "a model of these sizes has \(values) values, more than \(limit); lower model.view_width or "
                + "model.knowledge_width, or set model.generator_rank to a number"
        }
    }
}
