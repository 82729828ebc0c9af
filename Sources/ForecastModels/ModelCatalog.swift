import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// The architectures that Adcast can train and serve.
package enum ModelCatalog {
    package static let architectures = [M2MModel.architecture]

    /// Values of the largest model that is made, 8 GB of weights; training takes several times its memory.
    static let largestExtent = 1 << 31

    /// A fresh model, its weights from `seed`.
    ///
    /// - Parameter state: valid for `specification`.
    /// - Throws: ``ModelCatalogError/unknownArchitecture(_:)`` or ``ModelCatalogError/tooLarge(values:limit:)``.
    package static func make(
        architecture: String, configuration: ModelConfiguration, specification: FeatureSpecification,
        state: FittedState, seed: UInt64
    ) throws(ModelCatalogError) -> any ForecastModel {
        guard architecture == M2MModel.architecture else { throw .unknownArchitecture(architecture) }
        let layout = BatchLayout(specification: specification, state: state)
        let values = M2MModel.parameterLayout(
            configuration: configuration, tasks: specification.tasks, layout: layout
        ).extent
        guard values <= largestExtent else { throw .tooLarge(values: values, limit: largestExtent) }
        return M2MModel(configuration: configuration, tasks: specification.tasks, layout: layout, seed: seed)
    }

    /// A model with the weights of a checkpoint; `state` has been validated against `specification`.
    ///
    /// - Throws: ``ModelCatalogError/unknownArchitecture(_:)`` or ``ModelCatalogError/tensorsDoNotFit(_:)``.
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
