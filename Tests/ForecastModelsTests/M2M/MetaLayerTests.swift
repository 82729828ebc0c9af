import AdvertiserDomain
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

/// Equation 10 with generated weights in both forms, written out row by row.
@Suite struct MetaLayerTests {
    static let generators: [ModelConfiguration.Generator] = [.full, .factored(rank: 2)]
    private static let width = 6
    private static let knowledgeWidth = 4

    private func layer(
        _ generator: ModelConfiguration.Generator, isGenerated: Bool = true
    ) -> (layer: MetaLayer, store: ParameterStore) {
        var layout = ParameterLayout()
        let layer = MetaLayer(
            prefix: "unit.layer0", width: Self.width, knowledgeWidth: Self.knowledgeWidth, generator: generator,
            isGenerated: isGenerated, layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        return (layer, store)
    }

    /// W(S̃) of one row, [d, d].
    private func generated(_ layer: MetaLayer, _ store: ParameterStore, knowledge: [Double]) -> Rows {
        switch layer.weights {
        case .full(let generator, let base):
            let flat = RowMath.product([knowledge], store[generator])[0]
            return RowMath.sum(
                store[base], (0..<Self.width).map { Array(flat[Self.width * $0..<Self.width * ($0 + 1)]) })
        case .fixed(let base):
            return store[base]
        case .factored(let factors):
            let constant = store[factors.modulationBias]
            let modulation =
                factors.modulation.map { RowMath.adding(constant[0], to: RowMath.product([knowledge], store[$0])) }?[0]
                ?? constant[0]
            let scaled = store[factors.left].map { zip($0, modulation).map(*) }
            return RowMath.sum(store[factors.base], RowMath.product(scaled, store[factors.right]))
        }
    }

    private func expected(
        _ layer: MetaLayer, _ store: ParameterStore, input: Rows, knowledge: Rows, repeats: Int
    ) -> Rows {
        input.indices.map { row in
            let scenario = knowledge[row / repeats]
            let constant = store[layer.bias]
            let bias =
                layer.biasGenerator.map { RowMath.adding(constant[0], to: RowMath.product([scenario], store[$0])) }?[0]
                ?? constant[0]
            let product = RowMath.product([input[row]], generated(layer, store, knowledge: scenario))
            return RowMath.leakyReLU(RowMath.adding(bias, to: product))[0]
        }
    }

    @Test(arguments: generators, [(1, true), (3, true), (1, false), (3, false)])
    func eachRowMeetsItsOwnWeights(
        generator: ModelConfiguration.Generator, form: (repeats: Int, isGenerated: Bool)
    ) {
        let (layer, store) = layer(generator, isGenerated: form.isGenerated)
        let repeats = form.repeats
        let tape = Tape(parameters: store, differentiates: false)
        let input = RowMath.normal(2 * repeats, Self.width, seed: 3)
        let knowledge = RowMath.normal(2, Self.knowledgeWidth, seed: 4)
        let result = layer(
            .rows(tape.constant(input)), knowledge: tape.constant(knowledge), repeats: repeats, on: tape)
        #expect(tape.extents(of: result) == [2 * repeats, Self.width])
        #expect(
            RowMath.agree(
                tape.rows(of: result),
                expected(layer, store, input: input, knowledge: knowledge, repeats: repeats)))
    }

    /// Rows beside a row that all share give what the joined matrix gives.
    @Test(arguments: generators, [true, false])
    func aSharedPartIsPartOfTheInput(generator: ModelConfiguration.Generator, isGenerated: Bool) {
        let (layer, store) = layer(generator, isGenerated: isGenerated)
        let tape = Tape(parameters: store, differentiates: false)
        let own = RowMath.normal(4, 4, seed: 5)
        let shared = RowMath.normal(1, 2, seed: 6)
        let knowledge = RowMath.normal(2, Self.knowledgeWidth, seed: 7)
        let input = MetaInput.beside(tape.constant(own), shared: tape.constant(shared))
        let joined = own.map { $0 + shared[0] }
        #expect(RowMath.agree(tape.rows(of: input.joined(on: tape)), joined, tolerance: 0))
        let result = layer(input, knowledge: tape.constant(knowledge), repeats: 2, on: tape)
        #expect(tape.extents(of: result) == [4, Self.width])
        #expect(
            RowMath.agree(
                tape.rows(of: result), expected(layer, store, input: joined, knowledge: knowledge, repeats: 2)))
    }

    @Test func declaresWhatEachFormNeeds() {
        func shapes(_ generator: ModelConfiguration.Generator, isGenerated: Bool = true) -> [String] {
            layer(generator, isGenerated: isGenerated).store.layout.declarations.map {
                "\($0.name.dropFirst(12)) \($0.shape)"
            }
        }
        #expect(shapes(.full) == ["static [6, 6]", "generator [4, 36]", "bias_generator [4, 6]", "bias [1, 6]"])
        #expect(
            shapes(.factored(rank: 2)) == [
                "static [6, 6]", "left [6, 2]", "right [2, 6]", "modulation [4, 2]", "modulation_bias [1, 2]",
                "bias_generator [4, 6]", "bias [1, 6]",
            ])
        #expect(shapes(.full, isGenerated: false) == ["static [6, 6]", "bias [1, 6]"])
        #expect(
            shapes(.factored(rank: 2), isGenerated: false) == [
                "static [6, 6]", "left [6, 2]", "right [2, 6]", "modulation_bias [1, 2]", "bias [1, 6]",
            ])
    }

    /// With static weights a row's result depends on the row alone.
    @Test(arguments: generators)
    func staticWeightsIgnoreTheScenario(generator: ModelConfiguration.Generator) {
        func results(isGenerated: Bool) -> [Rows] {
            let (layer, store) = layer(generator, isGenerated: isGenerated)
            let tape = Tape(parameters: store, differentiates: false)
            let input = tape.constant(RowMath.normal(3, Self.width, seed: 3))
            return [UInt64(4), 5].map { seed in
                let knowledge = tape.constant(RowMath.normal(3, Self.knowledgeWidth, seed: seed))
                return tape.rows(of: layer(.rows(input), knowledge: knowledge, repeats: 1, on: tape))
            }
        }
        let fixed = results(isGenerated: false)
        #expect(fixed[0] == fixed[1])
        let generated = results(isGenerated: true)
        #expect(generated[0] != generated[1])
    }

    @Test(arguments: generators)
    func penaltiesGoByWhatAParameterDoes(generator: ModelConfiguration.Generator) {
        for declaration in layer(generator).store.layout.declarations {
            let kind: ParameterKind =
                switch declaration.name.dropFirst(12) {
                case "static": .staticMatrix
                case "bias", "modulation_bias": .bias
                default: .generator
                }
            #expect(declaration.kind == kind, "\(declaration.name)")
        }
    }
}
