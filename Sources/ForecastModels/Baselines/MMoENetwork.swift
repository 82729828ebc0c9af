import AdvertiserDomain
import NeuralNetwork
import TensorCore

/// MMoE (Ma, Zhao, Yi, Chen, Hong, Chi, "Modeling Task Relationships in Multi-task Learning with Multi-gate
/// Mixture-of-Experts", KDD 2018): the experts of equation 6, which each task combines by a gate of its own.
struct MMoENetwork: ForecastNetwork {
    let backbone: FeatureBackbone
    let experts: ExpertViews
    /// One a task.
    let gates: [ExpertGate]
    let towers: [TaskTower]

    init(_ sizes: NetworkSizes, layout: inout ParameterLayout) {
        let configuration = sizes.configuration
        let backbone = FeatureBackbone(configuration: configuration, batch: sizes.batch, layout: &layout)
        self.backbone = backbone
        experts = ExpertViews(
            inputWidths: backbone.partWidths, count: configuration.experts, width: configuration.viewWidth,
            layout: &layout)
        gates = sizes.tasks.map { task in
            ExpertGate(
                taskName: task.name, inputWidths: backbone.partWidths, experts: configuration.experts, layout: &layout)
        }
        towers = sizes.tasks.map {
            TaskTower(task: $0, inputWidths: [configuration.viewWidth], sizes: sizes, layout: &layout)
        }
    }

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
        let features = backbone(inputs, on: tape, dropout: &dropout).parts
        // E, [B·K, W]
        let views = experts(features, on: tape)
        return zip(gates, towers).map { gate, tower in
            tower([gate(features, experts: views, on: tape)], on: tape)
        }
    }
}

extension Architecture {
    static let mmoe = Architecture(
        name: "mmoe", title: "MMoE", kind: .baseline,
        summary: "shared experts, a gate for each task"
    ) { MMoENetwork($0, layout: &$1) }
}
