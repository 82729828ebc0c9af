import NeuralNetwork
import Testing

@testable import ForecastModels

@Suite struct DenseLayerTests {
    private func layer(
        widths: [Int], hasBias: Bool = true
    ) -> (layer: DenseLayer, store: ParameterStore) {
        var layout = ParameterLayout()
        let layer = DenseLayer(prefix: "bottom", inputWidths: widths, width: 4, hasBias: hasBias, layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        return (layer, store)
    }

    @Test func partsCountAsOneInput() throws {
        let (layer, store) = layer(widths: [3, 0, 2])
        let tape = Tape(parameters: store, differentiates: false)
        let parts = [RowMath.normal(2, 3, seed: 3), [[], []], RowMath.normal(2, 2, seed: 4)]
        let joined = (0..<2).map { parts[0][$0] + parts[2][$0] }
        let linear = RowMath.adding(
            store[try #require(layer.bias)][0], to: RowMath.product(joined, store[layer.weight]))
        let variables = parts.map { tape.constant($0) }
        #expect(RowMath.agree(tape.rows(of: layer(variables, on: tape)), RowMath.leakyReLU(linear)))
        #expect(RowMath.agree(tape.rows(of: layer(variables, activation: .identity, on: tape)), linear))
    }

    /// Two vectors of three, each of which is projected from two, beside one as it is.
    @Test(arguments: [true, false])
    func projectsWhatIsStillToBeProjected(parametersAreFinal: Bool) throws {
        var layout = ParameterLayout()
        let layer = DenseLayer(prefix: "bottom", inputWidths: [6, 2], width: 4, layout: &layout)
        let projection = layout.declare(
            "projection", rows: 2, columns: 3, kind: .staticMatrix, initializer: .normal(deviation: 1))
        let store = ParameterStore(layout: layout, seed: 1)
        let tape = Tape(parameters: store, differentiates: false, parametersAreFinal: parametersAreFinal)
        let vectors = [RowMath.normal(5, 2, seed: 3), RowMath.normal(5, 2, seed: 4)]
        let other = RowMath.normal(5, 2, seed: 5)
        let projected = vectors.map { RowMath.product($0, store[projection]) }
        let expected = RowMath.adding(
            store[try #require(layer.bias)][0],
            to: RowMath.product(
                (0..<5).map { projected[0][$0] + projected[1][$0] + other[$0] }, store[layer.weight]))
        for _ in 0..<2 {
            let parts = [
                FeaturePart(
                    tape.constant((0..<5).map { vectors[0][$0] + vectors[1][$0] }), projection: projection),
                FeaturePart(tape.constant(other)),
            ]
            #expect(RowMath.agree(tape.rows(of: layer(parts, on: tape)), RowMath.leakyReLU(expected)))
        }
    }

    @Test func aBiasIsThereIfAsked() {
        func names(hasBias: Bool) -> [String] {
            layer(widths: [3, 2], hasBias: hasBias).store.layout.declarations.map { "\($0.name) \($0.shape)" }
        }
        #expect(names(hasBias: true) == ["bottom.weight [5, 4]", "bottom.bias [1, 4]"])
        #expect(names(hasBias: false) == ["bottom.weight [5, 4]"])
    }
}
