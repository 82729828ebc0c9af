import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// M2M, "Leaving No One Behind: A Multi-Scenario Multi-Task Meta Learning Approach for Advertiser Modeling" (Zhang, Liao,
/// Liu, Xu, Zheng; WSDM 2022): figure 3, from the backbone over meta attention and meta tower to a rate a task.
package struct M2MModel: ForecastModel {
    package static let architecture = "m2m"

    package var architecture: String { Self.architecture }
    package var head: ModelConfiguration.Head { configuration.head }
    package let tasks: [PredictionTask]
    package let layout: BatchLayout
    package let configuration: ModelConfiguration
    package let parameters: ParameterStore

    private let network: M2MNetwork

    /// A fresh model whose weights depend on the seed alone.
    package init(
        configuration: ModelConfiguration, tasks: [PredictionTask], layout: BatchLayout, seed: UInt64
    ) {
        var parameterLayout = ParameterLayout()
        network = M2MNetwork(
            configuration: configuration, tasks: tasks, batch: layout, layout: &parameterLayout)
        self.configuration = configuration
        self.tasks = tasks
        self.layout = layout
        parameters = ParameterStore(layout: parameterLayout, seed: seed)
    }

    /// A model with the weights of a checkpoint, whose manifest may describe a model larger than any machine.
    package init(
        configuration: ModelConfiguration, tasks: [PredictionTask], layout: BatchLayout, tensors: [NamedTensor]
    ) throws(ParameterError) {
        // Each meta layer has tensors of its own: without as many, its parts need not even be declared.
        let metaLayers = tasks.count * configuration.metaLayers * (1 + configuration.towerLayers)
        guard tensors.count >= metaLayers else { throw .tooFew(found: tensors.count, needed: metaLayers) }
        var parameterLayout = ParameterLayout()
        network = M2MNetwork(
            configuration: configuration, tasks: tasks, batch: layout, layout: &parameterLayout)
        self.configuration = configuration
        self.tasks = tasks
        self.layout = layout
        parameters = try ParameterStore(layout: parameterLayout, tensors: tensors)
    }

    /// The parameters that a model of these sizes has, without values.
    static func parameterLayout(
        configuration: ModelConfiguration, tasks: [PredictionTask], layout: BatchLayout
    ) -> ParameterLayout {
        var parameterLayout = ParameterLayout()
        _ = M2MNetwork(configuration: configuration, tasks: tasks, batch: layout, layout: &parameterLayout)
        return parameterLayout
    }

    package func forward(
        _ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?
    ) -> [Variable] {
        network.forward(inputs, on: tape, dropout: &dropout)
    }
}
