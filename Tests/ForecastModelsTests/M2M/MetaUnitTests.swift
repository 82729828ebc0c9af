import AdvertiserDomain
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct MetaUnitTests {
    @Test(arguments: MetaLayerTests.generators)
    func layersFollowEachOther(generator: ModelConfiguration.Generator) {
        var layout = ParameterLayout()
        let unit = MetaUnit(
            prefix: "unit", width: 6, layerCount: 3, knowledgeWidth: 4, generator: generator, layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        let tape = Tape(parameters: store, differentiates: false)
        let knowledge = tape.constant(RowMath.normal(2, 4, seed: 2))
        let own = tape.constant(RowMath.normal(6, 4, seed: 3))
        let shared = tape.constant(RowMath.normal(1, 2, seed: 4))
        let result = unit(.beside(own, shared: shared), knowledge: knowledge, repeats: 3, on: tape)
        #expect(tape.extents(of: result) == [6, 6])
        #expect(unit.layers.count == 3)

        var hidden = MetaInput.beside(own, shared: shared)
        for layer in unit.layers {
            hidden = .rows(layer(hidden, knowledge: knowledge, repeats: 3, on: tape))
        }
        #expect(RowMath.agree(tape.rows(of: result), tape.rows(of: hidden.joined(on: tape)), tolerance: 0))
        #expect(layout.declarations.contains { $0.name == "unit.layer2.static" })
    }
}
