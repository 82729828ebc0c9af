import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// The parts of M2M, which hold handles of parameters and no values.
struct M2MNetwork: Sendable {
    let behaviour: SequenceEncoder
    let performance: SequenceEncoder
    let attributes: AttributeEmbedding
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
        behaviour = SequenceEncoder(
            name: "behaviour", fields: batch.behaviourFields, days: batch.windowDays, binCount: batch.binCount,
            configuration: configuration, layout: &layout)
        performance = SequenceEncoder(
            name: "performance", fields: batch.performanceFields, days: batch.windowDays,
            binCount: batch.binCount, configuration: configuration, layout: &layout)
        attributes = AttributeEmbedding(slots: batch.attributes, layout: &layout)
        experts = ExpertViews(
            inputWidths: [
                behaviour.outputWidth, performance.outputWidth, batch.denseWidth, attributes.outputWidth,
            ], count: configuration.experts, width: configuration.viewWidth, layout: &layout)
        taskView = TaskView(taskCount: tasks.count, width: configuration.viewWidth, layout: &layout)
        knowledge = ScenarioKnowledge(
            inputWidth: attributes.outputWidth, width: configuration.knowledgeWidth, layout: &layout)
        attentions = names.map { MetaAttention(taskName: $0, configuration: configuration, layout: &layout) }
        towers = names.map { MetaTower(taskName: $0, configuration: configuration, layout: &layout) }
        heads = names.map {
            PredictionHead(taskName: $0, width: configuration.viewWidth, outputs: 1, layout: &layout)
        }
    }

    /// - Parameter dropout: the generator of dropout masks; `nil` drops nothing.
    /// - Returns: the outputs of each task's head, [B, 1].
    func forward(
        _ inputs: BatchInputs, batch: BatchLayout, dropoutRate: Float, on tape: Tape,
        dropout: inout SeededGenerator?
    ) -> [Variable] {
        // [B, P·D] each
        var sequences = [
            behaviour(codes(inputs.behaviourCodes, inputs, batch, batch.behaviourFields), on: tape),
            performance(codes(inputs.performanceCodes, inputs, batch, batch.performanceFields), on: tape),
        ]
        if var generator = dropout, dropoutRate > 0 {
            sequences = sequences.map { tape.dropout($0, rate: dropoutRate, generator: &generator) }
            dropout = generator
        }
        // [B, Q]
        let dense = tape.constant(inputs.dense, rows: inputs.rows, columns: batch.denseWidth)
        // [B, 8 · attributes]
        let embedded = attributes(inputs, on: tape)
        // E, [B·K, W]
        let views = experts(sequences + [dense, embedded], on: tape)
        // T, [Y, W]
        let anchors = taskView(on: tape)
        // S̃, [B, S]
        let scenario = knowledge(embedded, on: tape)
        return heads.indices.map { task in
            // R_t, [B, W]
            let attended = attentions[task](
                experts: views, task: tape.rows(task..<task + 1, of: anchors), knowledge: scenario, on: tape)
            // L_t, [B, W]
            let level = towers[task](attended, knowledge: scenario, on: tape)
            // [B, 1]
            return heads[task](level, on: tape)
        }
    }

    private func codes(
        _ codes: UnsafeBufferPointer<UInt8>, _ inputs: BatchInputs, _ batch: BatchLayout, _ fields: Int
    ) -> SequenceCodes {
        SequenceCodes(
            codes: codes, rows: inputs.rows, days: batch.windowDays, fields: fields, binCount: batch.binCount)
    }
}
