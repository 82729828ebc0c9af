import NeuralNetwork

/// A cross-stitch unit: x̃_t = Σⱼ α_tj·x_j, a learned combination of the tasks' representations for each task.
///
/// It starts near the identity and keeps the scale: 0.9 of a task's own, and 0.1 of the others together.
struct StitchUnit {
    static let own: Float = 0.9

    /// α, [Y, Y], a row a task.
    let weight: ParameterID

    init(prefix: String, taskCount: Int, layout: inout ParameterLayout) {
        let own = taskCount > 1 ? Self.own : 1
        weight = layout.declare(
            "\(prefix).weight", rows: taskCount, columns: taskCount, kind: .coefficient,
            initializer: .diagonal(own, elsewhere: (1 - own) / Float(max(taskCount - 1, 1)), columns: taskCount))
    }

    /// - Parameter representations: x_1 … x_Y, each [B, W].
    /// - Returns: x̃_1 … x̃_Y, each [B, W].
    func callAsFunction(_ representations: [Variable], on tape: Tape) -> [Variable] {
        let weight = tape.parameter(weight)
        return representations.indices.map { task in
            tape.combination(of: representations, weights: tape.rows(task..<task + 1, of: weight))
        }
    }
}
