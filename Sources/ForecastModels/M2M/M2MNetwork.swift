import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// The parts of M2M, which hold handles of parameters and no values.
struct M2MNetwork: Sendable {
    let backbone: FeatureBackbone
    let experts: ExpertViews
    let taskView: TaskView
    let knowledge: ScenarioKnowledge
    /// One a task; so are the following.
    let attentions: [MetaAttention]
    let towers: [MetaTower]
    let heads: [PredictionHead]

    init(
        configuration: ModelConfiguration, tasks: [PredictionTask], batch: BatchLayout,
        layout: inout ParameterLayout
    ) {
        let names = tasks.map(\.name)
        backbone = FeatureBackbone(configuration: configuration, batch: batch, layout: &layout)
        experts = ExpertViews(
            inputWidths: backbone.partWidths, count: configuration.experts, width: configuration.viewWidth,
            layout: &layout)
        taskView = TaskView(taskCount: tasks.count, width: configuration.viewWidth, layout: &layout)
        knowledge = ScenarioKnowledge(
            inputWidth: backbone.attributes.outputWidth, width: configuration.knowledgeWidth, layout: &layout)
        attentions = names.map { MetaAttention(taskName: $0, configuration: configuration, layout: &layout) }
        towers = names.map { MetaTower(taskName: $0, configuration: configuration, layout: &layout) }
        heads = tasks.map {
            PredictionHead(task: $0, head: configuration.head, width: configuration.viewWidth, layout: &layout)
        }
    }

    /// - Parameter dropout: the generator of dropout masks; `nil` drops nothing.
    /// - Returns: the outputs of each task's head, [B, outputs].
    func forward(
        _ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?
    ) -> [Variable] {
        let features = backbone(inputs, on: tape, dropout: &dropout)
        // E, [B·K, W]
        let views = experts(features.parts, on: tape)
        // T, [Y, W]
        let anchors = taskView(on: tape)
        // S̃, [B, S]
        let scenario = knowledge(features.attributes, on: tape)
        return heads.indices.map { task in
            // R_t, [B, W]
            let attended = attentions[task](
                experts: views, task: tape.rows(task..<task + 1, of: anchors), knowledge: scenario, on: tape)
            // L_t, [B, W]
            let level = towers[task](attended, knowledge: scenario, on: tape)
            // [B, outputs]
            return heads[task](level, on: tape)
        }
    }
}
