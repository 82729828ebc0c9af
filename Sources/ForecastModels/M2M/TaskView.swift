import NeuralNetwork

/// Equation 7: T_t = f_MLP(Embedding(t)), the anchor of each task in the space of the views.
struct TaskView {
    static let embeddingWidth = 16

    /// [Y, 16].
    let embedding: ParameterID
    /// [16, W].
    let layer: DenseLayer

    init(taskCount: Int, width: Int, layout: inout ParameterLayout) {
        embedding = layout.declare(
            "backbone.task_view.embedding.weight", rows: taskCount, columns: Self.embeddingWidth, kind: .embedding,
            initializer: .normal(deviation: 1))
        layer = DenseLayer(
            prefix: "backbone.task_view", inputWidths: [Self.embeddingWidth], width: width, layout: &layout)
    }

    /// - Returns: [Y, W], a row a task, the same for every row of the batch.
    func callAsFunction(on tape: Tape) -> Variable {
        layer([tape.parameter(embedding)], on: tape)
    }
}
