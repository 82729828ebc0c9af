import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// A network of one of the architectures with its weights.
package struct NetworkModel: ForecastModel {
    package let architecture: String
    package let tasks: [PredictionTask]
    package let layout: BatchLayout
    package let configuration: ModelConfiguration
    package let parameters: ParameterStore
    package var head: ModelConfiguration.Head { configuration.head }

    private let network: any ForecastNetwork
    package let anchor: LinearAnchor?

    /// A fresh model whose weights depend on the seed alone.
    init(
        _ architecture: Architecture, configuration: ModelConfiguration, tasks: [PredictionTask], layout: BatchLayout,
        seed: UInt64
    ) {
        var parameterLayout = ParameterLayout()
        let sizes = NetworkSizes(configuration: configuration, tasks: tasks, batch: layout)
        network = architecture.network(sizes, &parameterLayout)
        anchor = LinearAnchor(sizes, layout: &parameterLayout)
        self.architecture = architecture.name
        self.configuration = configuration
        self.tasks = tasks
        self.layout = layout
        parameters = ParameterStore(layout: parameterLayout, seed: seed)
    }

    /// A model with the weights of a checkpoint, whose manifest may describe a model larger than any machine.
    init(
        _ architecture: Architecture, configuration: ModelConfiguration, tasks: [PredictionTask], layout: BatchLayout,
        tensors: [NamedTensor]
    ) throws(ParameterError) {
        let sizes = NetworkSizes(configuration: configuration, tasks: tasks, batch: layout)
        // Without as many, the parts of the network need not even be declared.
        let needed = architecture.leastTensors(sizes)
        guard tensors.count >= needed else { throw .tooFew(found: tensors.count, needed: needed) }
        var parameterLayout = ParameterLayout()
        network = architecture.network(sizes, &parameterLayout)
        anchor = LinearAnchor(sizes, layout: &parameterLayout)
        self.architecture = architecture.name
        self.configuration = configuration
        self.tasks = tasks
        self.layout = layout
        parameters = try ParameterStore(layout: parameterLayout, tensors: tensors)
    }

    package func forward(
        _ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?
    ) -> [Variable] {
        let outputs = network.forward(inputs, on: tape, dropout: &dropout)
        return anchor?.added(to: outputs, of: inputs, on: tape) ?? outputs
    }
}
