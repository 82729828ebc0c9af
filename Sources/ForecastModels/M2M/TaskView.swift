import NeuralNetwork

/// Equation 7: T_t = f_MLP(Embedding(t)), the anchor of each task in the space of the views.
struct TaskView {
    static let embeddingWidth = 16

    /// [Y, 16].
    let embedding: ParameterID
    /// [16, W].
    let weight: ParameterID
    /// [1, W].
    let bias: ParameterID

    init(taskCount: Int, width: Int, layout: inout ParameterLayout) {
        embedding = layout.declare(
            "backbone.task_view.embedding.weight", rows: taskCount, columns: Self.embeddingWidth, kind: .embedding,
            initializer: .normal(deviation: 1))
        weight = layout.declare(
            "backbone.task_view.weight", rows: Self.embeddingWidth, columns: width, kind: .staticMatrix,
            initializer: .heNormal(inputWidth: Self.embeddingWidth))
        bias = layout.declare("backbone.task_view.bias", rows: 1, columns: width, kind: .bias, initializer: .zeros)
    }

    /// - Returns: [Y, W], a row a task, the same for every row of the batch.
    func callAsFunction(on tape: Tape) -> Variable {
        tape.affine(
            [(tape.parameter(embedding), tape.parameter(weight))], bias: tape.parameter(bias), activation: .leakyReLU)
    }
}
