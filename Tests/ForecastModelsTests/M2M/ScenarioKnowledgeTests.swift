import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct ScenarioKnowledgeTests {
    @Test func isOneLayerOfTheAttributes() throws {
        var layout = ParameterLayout()
        let knowledge = ScenarioKnowledge(inputWidth: 16, width: 5, layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let attributes = RowMath.normal(3, 16, seed: 3)
        let result = knowledge(tape.constant(attributes), on: tape)
        #expect(tape.extents(of: result) == [3, 5])
        let bias = store[try #require(knowledge.layer.bias)][0]
        let expected = RowMath.leakyReLU(
            RowMath.adding(bias, to: RowMath.product(attributes, store[knowledge.layer.weight])))
        #expect(RowMath.agree(tape.rows(of: result), expected))
        #expect(
            layout.declarations.map { "\($0.name) \($0.shape)" } == [
                "backbone.scenario_knowledge.weight [16, 5]", "backbone.scenario_knowledge.bias [1, 5]",
            ])
    }
}
