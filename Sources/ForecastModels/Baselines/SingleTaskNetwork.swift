import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// Single-task learning: a network for each task that shares nothing with the others, from its own embeddings to its own
/// head; held in one model, so that they are trained, published and served together.
struct SingleTaskNetwork: ForecastNetwork {
    /// Embedding and fully connected layers of one task.
    struct Single {
        let backbone: FeatureBackbone
        /// [F, W].
        let bottom: DenseLayer
        let tower: TaskTower
    }

    let networks: [Single]

    init(_ sizes: NetworkSizes, layout: inout ParameterLayout) {
        let width = sizes.configuration.viewWidth
        networks = sizes.tasks.map { task in
            let prefix = "network.\(task.name)"
            let backbone = FeatureBackbone(
                prefix: "\(prefix).backbone", configuration: sizes.configuration, batch: sizes.batch, layout: &layout)
            return Single(
                backbone: backbone,
                bottom: DenseLayer(
                    prefix: "\(prefix).bottom", inputWidths: backbone.partWidths, width: width, layout: &layout),
                tower: TaskTower(task: task, inputWidths: [width], sizes: sizes, layout: &layout))
        }
    }

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
        networks.map { network in
            let features = network.backbone(inputs, on: tape, dropout: &dropout)
            return network.tower([network.bottom(features.parts, on: tape)], on: tape)
        }
    }
}

extension Architecture {
    static let singleTask = Architecture(
        name: "single_task", title: "Single-task", kind: .baseline,
        summary: "a network for each task, which shares nothing",
        leastTensors: { $0.tasks.count * max($0.batch.attributes.count, 1) }
    ) { SingleTaskNetwork($0, layout: &$1) }
}
