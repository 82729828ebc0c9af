import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct TaskViewTests {
    @Test func givesARowATask() throws {
        var layout = ParameterLayout()
        let view = TaskView(taskCount: 3, width: 6, layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let anchors = view(on: tape)
        #expect(tape.extents(of: anchors) == [3, 6])
        let bias = store[try #require(view.layer.bias)][0]
        let expected = RowMath.leakyReLU(
            RowMath.adding(bias, to: RowMath.product(store[view.embedding], store[view.layer.weight])))
        #expect(RowMath.agree(tape.rows(of: anchors), expected))
        #expect(
            layout.declarations.map { "\($0.name) \($0.shape)" } == [
                "backbone.task_view.embedding.weight [3, 16]", "backbone.task_view.weight [16, 6]",
                "backbone.task_view.bias [1, 6]",
            ])
    }
}
