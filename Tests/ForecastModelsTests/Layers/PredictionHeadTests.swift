import AdvertiserDomain
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct PredictionHeadTests {
    @Test func isOneLinearLayer() {
        var layout = ParameterLayout()
        let clicks = PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks")
        let head = PredictionHead(task: clicks, head: .poisson, width: 8, layout: &layout)
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

    @Test(arguments: [
        (PredictionTask.Aggregate.sum, ModelConfiguration.Head.poisson, 1), (.active, .poisson, 1), (.sum, .hurdle, 4),
        (.activeDays, .hurdle, 4), (.active, .hurdle, 1),
    ])
    func hasTheColumnsOfItsTask(
        aggregate: PredictionTask.Aggregate, head: ModelConfiguration.Head, columns: Int
    ) {
        var layout = ParameterLayout()
        let task = PredictionTask(name: "clicks", column: "clicks", aggregate: aggregate, unit: "clicks")
        _ = PredictionHead(task: task, head: head, width: 8, layout: &layout)
        #expect(layout.declarations.map(\.columns) == [columns, columns])
    }
}
