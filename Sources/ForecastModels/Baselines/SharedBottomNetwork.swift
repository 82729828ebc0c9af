import AdvertiserDomain
import NeuralNetwork
import TensorCore

/// Shared-Bottom (Caruana, "Multitask Learning", 1997): one layer that all tasks share, as wide as all experts of M2M
/// together, and a tower for each task.
struct SharedBottomNetwork: ForecastNetwork {
    let backbone: FeatureBackbone
    /// [F, K·W].
    let bottom: DenseLayer
    let towers: [TaskTower]

    init(_ sizes: NetworkSizes, layout: inout ParameterLayout) {
        backbone = FeatureBackbone(configuration: sizes.configuration, batch: sizes.batch, layout: &layout)
        let width = sizes.configuration.experts * sizes.configuration.viewWidth
        bottom = DenseLayer(prefix: "bottom", inputWidths: backbone.partWidths, width: width, layout: &layout)
        towers = sizes.tasks.map { TaskTower(task: $0, inputWidths: [width], sizes: sizes, layout: &layout) }
    }

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
        let features = backbone(inputs, on: tape, dropout: &dropout)
        // [B, K·W]
        let shared = bottom(features.parts, on: tape)
        return towers.map { $0([shared], on: tape) }
    }
}

extension Architecture {
    static let sharedBottom = Architecture(
        name: "shared_bottom", title: "Shared-Bottom", kind: .baseline,
        summary: "one layer for all tasks, a tower for each"
    ) { SharedBottomNetwork($0, layout: &$1) }
}
