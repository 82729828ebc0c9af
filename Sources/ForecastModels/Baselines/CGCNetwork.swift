import AdvertiserDomain
import NeuralNetwork
import TensorCore

/// CGC (Tang, Liu, Zhao, Gong, "Progressive Layered Extraction (PLE): A Novel Multi-Task Learning Model for Personalized
/// Recommendations", RecSys 2020): experts that all tasks share beside experts of each task, which sees its own and the
/// shared ones through its gate.
///
/// It is one level, so the shared experts have no gate: theirs, over the experts of all tasks, would feed a next level.
/// A task's gate weighs as many experts as MMoE has.
struct CGCNetwork: ForecastNetwork {
    let backbone: FeatureBackbone
    let sharedExperts: ExpertViews
    /// One group a task.
    let taskExperts: [ExpertViews]
    /// One a task, over its own experts, then the shared ones.
    let gates: [ExpertGate]
    let towers: [TaskTower]

    init(_ sizes: NetworkSizes, layout: inout ParameterLayout) {
        let backbone = FeatureBackbone(configuration: sizes.configuration, batch: sizes.batch, layout: &layout)
        let width = sizes.configuration.viewWidth
        let ownCount = max(sizes.configuration.experts / 2, 1)
        let sharedCount = max(sizes.configuration.experts - ownCount, 1)
        self.backbone = backbone
        sharedExperts = ExpertViews(
            prefix: "shared_experts", inputWidths: backbone.partWidths, count: sharedCount, width: width,
            layout: &layout)
        taskExperts = sizes.tasks.map { task in
            ExpertViews(
                prefix: "task_experts.\(task.name)", inputWidths: backbone.partWidths, count: ownCount, width: width,
                layout: &layout)
        }
        gates = sizes.tasks.map { task in
            ExpertGate(
                taskName: task.name, inputWidths: backbone.partWidths, experts: ownCount + sharedCount,
                layout: &layout)
        }
        towers = sizes.tasks.map { TaskTower(task: $0, inputWidths: [width], sizes: sizes, layout: &layout) }
    }

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
        let features = backbone(inputs, on: tape, dropout: &dropout).parts
        // [B, shared·W]
        let shared = tape.reshaped(sharedExperts(features, on: tape), rows: inputs.rows)
        return towers.indices.map { task in
            // [B, own·W]
            let own = tape.reshaped(taskExperts[task](features, on: tape), rows: inputs.rows)
            // [B·K, W]
            let experts = tape.reshaped(
                tape.columns([own, shared]),
                rows: inputs.rows * (taskExperts[task].count + sharedExperts.count))
            return towers[task]([gates[task](features, experts: experts, on: tape)], on: tape)
        }
    }
}

extension Architecture {
    static let cgc = Architecture(
        name: "cgc", title: "CGC", kind: .baseline,
        summary: "shared experts and experts of each task"
    ) { CGCNetwork($0, layout: &$1) }
}
