import AdvertiserDomain
import NeuralNetwork
import TensorCore

/// M2M, "Leaving No One Behind: A Multi-Scenario Multi-Task Meta Learning Approach for Advertiser Modeling" (Zhang, Liao,
/// Liu, Xu, Zheng; WSDM 2022): figure 3, from the backbone over meta attention and meta tower to the outputs of each task.
struct M2MNetwork: ForecastNetwork {
    let backbone: FeatureBackbone
    let experts: ExpertViews
    let taskView: TaskView
    let knowledge: ScenarioKnowledge
    /// One a task; so are the following.
    let attentions: [MetaAttention]
    let towers: [MetaTower]
    let heads: [PredictionHead]

    /// - Parameters:
    ///   - generatesAttention: whether scenario knowledge shapes the weights of meta attention, or they are static.
    ///   - generatesTower: whether it shapes those of the meta tower.
    init(
        _ sizes: NetworkSizes, generatesAttention: Bool = true, generatesTower: Bool = true,
        layout: inout ParameterLayout
    ) {
        let configuration = sizes.configuration
        let names = sizes.tasks.map(\.name)
        backbone = FeatureBackbone(configuration: configuration, batch: sizes.batch, layout: &layout)
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

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
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
