import AdvertiserDomain
import Features
import TensorCore

/// The architectures that Adcast can train and serve.
package enum ModelCatalog {
    package static let architectures = [M2MModel.architecture]

    /// A fresh model, its weights from `seed`.
    package static func make(
        architecture: String, configuration: ModelConfiguration, specification: FeatureSpecification,
        state: FittedState, seed: UInt64
    ) throws(ModelCatalogError) -> any ForecastModel {
        guard architecture == M2MModel.architecture else { throw .unknownArchitecture(architecture) }
        return M2MModel(
            configuration: configuration, tasks: specification.tasks,
            layout: BatchLayout(specification: specification, state: state), seed: seed)
    }

    /// A model with the weights of a checkpoint; `state` has been validated against `specification`.
    package static func load(
        architecture: String, configuration: ModelConfiguration, specification: FeatureSpecification,
        state: FittedState, tensors: [NamedTensor]
    ) throws(ModelCatalogError) -> any ForecastModel {
        guard architecture == M2MModel.architecture else { throw .unknownArchitecture(architecture) }
        do {
            return try M2MModel(
                configuration: configuration, tasks: specification.tasks,
                layout: BatchLayout(specification: specification, state: state), tensors: tensors)
        } catch {
            throw .tensorsDoNotFit(error)
        }
    }
}
