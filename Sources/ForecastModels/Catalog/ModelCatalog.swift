import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// The architectures that Adcast can train and serve.
package enum ModelCatalog {
    /// The model, its baselines in the order of the paper's Table 4, and the ablations of its Table 5 that are networks of
    /// their own; without transformer is a setting of each.
    package static let entries: [Architecture] = [
        .m2m, .singleTask, .sharedBottom, .crossStitch, .mmoe, .mran, .cgc, .m2mWithoutMetaTower,
        .m2mWithoutMetaAttention,
    ]

    /// Their names, in the same order.
    package static let architectures = entries.map(\.name)

    /// Values of the largest model that is made, 8 GB of weights; training takes several times its memory.
    static let largestExtent = 1 << 31

    /// - Throws: ``ModelCatalogError/unknownArchitecture(_:)``.
    package static func entry(named name: String) throws(ModelCatalogError) -> Architecture {
        guard let entry = entries.first(where: { $0.name == name }) else { throw .unknownArchitecture(name) }
        return entry
    }

    /// A fresh model, its weights from `seed`.
    ///
    /// - Parameter state: valid for `specification`.
    /// - Throws: ``ModelCatalogError/unknownArchitecture(_:)`` or ``ModelCatalogError/tooLarge(values:limit:)``.
    package static func make(
        architecture: String, configuration: ModelConfiguration, specification: FeatureSpecification,
        state: FittedState, seed: UInt64
    ) throws(ModelCatalogError) -> any ForecastModel {
        let entry = try entry(named: architecture)
        let layout = BatchLayout(specification: specification, state: state)
        let values = entry.parameterLayout(
            NetworkSizes(configuration: configuration, tasks: specification.tasks, batch: layout)
        ).extent
        guard values <= largestExtent else { throw .tooLarge(values: values, limit: largestExtent) }
        return NetworkModel(
            entry, configuration: configuration, tasks: specification.tasks, layout: layout, seed: seed)
    }

    /// A model with the weights of a checkpoint; `state` has been validated against `specification`.
    ///
    /// - Throws: ``ModelCatalogError/unknownArchitecture(_:)`` or ``ModelCatalogError/tensorsDoNotFit(_:)``.
    package static func load(
        architecture: String, configuration: ModelConfiguration, specification: FeatureSpecification,
        state: FittedState, tensors: [NamedTensor]
    ) throws(ModelCatalogError) -> any ForecastModel {
        let entry = try entry(named: architecture)
        do {
            return try NetworkModel(
                entry, configuration: configuration, tasks: specification.tasks,
                layout: BatchLayout(specification: specification, state: state), tensors: tensors)
        } catch {
            throw .tensorsDoNotFit(error)
        }
    }
}
