import AdvertiserDomain
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct MetaTowerTests {
    @Test(arguments: MetaLayerTests.generators)
    func eachBlockAddsToItsInput(generator: ModelConfiguration.Generator) {
        var layout = ParameterLayout()
        let tower = MetaTower(
            taskName: "clicks", configuration: SmallWorld.configuration(generator: generator), layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let knowledge = tape.constant(RowMath.normal(3, 5, seed: 3))
        let input = tape.constant(RowMath.normal(3, 8, seed: 4))
        let result = tower(input, knowledge: knowledge, on: tape)
        #expect(tape.extents(of: result) == [3, 8])
        #expect(tower.units.count == 2)

        var level = tape.rows(of: input)
        for unit in tower.units {
            let output = unit(.rows(tape.constant(level)), knowledge: knowledge, repeats: 1, on: tape)
            level = RowMath.leakyReLU(RowMath.sum(tape.rows(of: output), level))
        }
        #expect(RowMath.agree(tape.rows(of: result), level, tolerance: 1e-4))
        #expect(layout.declarations.contains { $0.name == "meta_tower.clicks.block1.layer1.static" })
    }

    /// A unit that gives zeros leaves the residual.
    @Test func withoutWeightsTheInputPassesThrough() {
        var layout = ParameterLayout()
        let tower = MetaTower(taskName: "clicks", configuration: SmallWorld.configuration(), layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.values.elements.update(repeating: 0)
        let tape = Tape(parameters: store, differentiates: false)
        let input = RowMath.normal(3, 8, seed: 4)
        let result = tower(tape.constant(input), knowledge: tape.constant(RowMath.normal(3, 5, seed: 3)), on: tape)
        #expect(RowMath.agree(tape.rows(of: result), RowMath.leakyReLU(RowMath.leakyReLU(input)), tolerance: 1e-6))
    }
}
