import AdvertiserDomain
import NeuralNetwork

/// What M2M has above its backbone: experts, task views and scenario knowledge, meta attention, meta tower and head of each
/// task.
struct M2MMember {
    let experts: ExpertViews
    let taskView: TaskView
    let knowledge: ScenarioKnowledge
    /// One a task; so are the following.
    let attentions: [MetaAttention]
    let towers: [MetaTower]
    let heads: [PredictionHead]

    /// - Parameters:
    ///   - backbone: gives the features.
    ///   - generatesAttention: whether scenario knowledge shapes the weights of meta attention, or they are static.
    ///   - generatesTower: whether it shapes those of the meta tower.
    init(
        _ sizes: NetworkSizes, backbone: FeatureBackbone, generatesAttention: Bool, generatesTower: Bool,
        layout: inout ParameterLayout
    ) {
        let configuration = sizes.configuration
        let names = sizes.tasks.map(\.name)
        experts = ExpertViews(
            inputWidths: backbone.partWidths, count: configuration.experts, width: configuration.viewWidth,
            layout: &layout)
        taskView = TaskView(taskCount: names.count, width: configuration.viewWidth, layout: &layout)
        knowledge = ScenarioKnowledge(
            inputWidth: backbone.attributes.outputWidth, width: configuration.knowledgeWidth, layout: &layout)
        attentions = names.map {
            MetaAttention(
                taskName: $0, configuration: configuration, isGenerated: generatesAttention, layout: &layout)
        }
        towers = names.map {
            MetaTower(taskName: $0, configuration: configuration, isGenerated: generatesTower, layout: &layout)
        }
        heads = sizes.tasks.map {
            PredictionHead(task: $0, head: configuration.head, width: configuration.viewWidth, layout: &layout)
        }
    }

    /// - Parameter features: F of equation 5.
    /// - Returns: the outputs of each task's head, [B, outputs].
    func callAsFunction(_ features: EmbeddedFeatures, on tape: Tape) -> [Variable] {
        // E, [B·K, W]
        let views = experts(features.parts, on: tape)
        // T, [Y, W]
        let anchors = taskView(on: tape)
        // S̃, [B, S]
        let scenario = knowledge(features.attributes, on: tape)
        return heads.indices.map { task in
            tape.keepingOnly {
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
}
