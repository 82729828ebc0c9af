import AdvertiserDomain
import NeuralNetwork
import TensorCore

/// MRAN (Zhao, Du, Sun, Zhuang, Lv, Xiong, "Multiple Relational Attention Network for Multi-task Learning", KDD 2019):
/// attention among the views of the features, among the tasks, and of each task to the views.
///
/// Tasks ask with learned embeddings. Nothing of a label enters them, in training or later.
struct MRANNetwork: ForecastNetwork {
    let backbone: FeatureBackbone
    /// The views that attention is paid to, as many as M2M has experts.
    let views: ExpertViews
    /// The tasks' embeddings, [Y, W].
    let taskEmbedding: ParameterID
    let featureRelation: RelationLayer
    let taskRelation: RelationLayer
    let taskFeatureRelation: RelationLayer
    let towers: [TaskTower]

    init(_ sizes: NetworkSizes, layout: inout ParameterLayout) {
        let configuration = sizes.configuration
        let width = configuration.viewWidth
        backbone = FeatureBackbone(configuration: configuration, batch: sizes.batch, layout: &layout)
        views = ExpertViews(
            inputWidths: backbone.partWidths, count: configuration.experts, width: width, layout: &layout)
        taskEmbedding = layout.declare(
            "task_embedding.weight", rows: sizes.tasks.count, columns: width, kind: .embedding,
            initializer: .normal(deviation: 1))
        featureRelation = RelationLayer(prefix: "feature_relation", width: width, layout: &layout)
        taskRelation = RelationLayer(prefix: "task_relation", width: width, layout: &layout)
        taskFeatureRelation = RelationLayer(prefix: "task_feature_relation", width: width, layout: &layout)
        towers = sizes.tasks.map {
            TaskTower(task: $0, inputWidths: [width, configuration.experts * width], sizes: sizes, layout: &layout)
        }
    }

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
        let features = backbone(inputs, on: tape, dropout: &dropout)
        // [B·K, W]
        let views = views(features.parts, on: tape)
        let related = featureRelation(
            rows: views, memory: featureRelation.memory(of: views, groups: inputs.rows, on: tape), on: tape)
        // [Y, W]
        let embedding = tape.parameter(taskEmbedding)
        let tasks = taskRelation(
            rows: embedding, memory: taskRelation.memory(of: embedding, groups: 1, on: tape), on: tape)
        let memory = taskFeatureRelation.memory(of: related, groups: inputs.rows, on: tape)
        // [B, K·W]
        let flat = tape.reshaped(related, rows: inputs.rows)
        return towers.enumerated().map { task, tower in
            // [B, W]
            let aligned = taskFeatureRelation(
                sharedRow: tape.rows(task..<task + 1, of: tasks), memory: memory, on: tape)
            return tower([aligned, flat], on: tape)
        }
    }
}

extension Architecture {
    static let mran = Architecture(
        name: "mran", title: "MRAN", kind: .baseline,
        summary: "attention of tasks to views of the features"
    ) { MRANNetwork($0, layout: &$1) }
}
