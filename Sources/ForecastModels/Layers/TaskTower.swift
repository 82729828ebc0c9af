import AdvertiserDomain
import NeuralNetwork

/// What a baseline has of its own for a task: a tower of two LeakyReLU layers, and the head.
struct TaskTower {
    static let layerCount = 2

    let layers: [DenseLayer]
    let head: PredictionHead

    /// - Parameters:
    ///   - inputWidths: widths of the parts of the tower's input.
    ///   - sizes: its layers are as wide as a view.
    init(task: PredictionTask, inputWidths: [Int], sizes: NetworkSizes, layout: inout ParameterLayout) {
        let width = sizes.configuration.viewWidth
        layers = (0..<Self.layerCount).map { index in
            DenseLayer(
                prefix: "tower.\(task.name).layer\(index)", inputWidths: index == 0 ? inputWidths : [width],
                width: width, layout: &layout)
        }
        head = PredictionHead(task: task, head: sizes.configuration.head, width: width, layout: &layout)
    }

    /// - Parameter parts: the parts of the tower's input, each [B, its width].
    /// - Returns: the outputs of the head, [B, outputs].
    func callAsFunction(_ parts: [Variable], on tape: Tape) -> Variable {
        var hidden = parts
        for layer in layers { hidden = [layer(hidden, on: tape)] }
        return head(hidden[0], on: tape)
    }
}
