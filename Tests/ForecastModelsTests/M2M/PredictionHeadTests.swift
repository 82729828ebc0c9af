import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct PredictionHeadTests {
    @Test func isOneLinearLayer() {
        var layout = ParameterLayout()
        let head = PredictionHead(taskName: "clicks", width: 8, outputs: 1, layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let level = RowMath.normal(3, 8, seed: 3)
        let result = head(tape.constant(level), on: tape)
        #expect(tape.extents(of: result) == [3, 1])
        #expect(
            RowMath.agree(
                tape.rows(of: result),
                RowMath.adding(store[head.bias][0], to: RowMath.product(level, store[head.weight]))))
        #expect(layout.declarations.map(\.name) == ["head.clicks.weight", "head.clicks.bias"])
    }
}
