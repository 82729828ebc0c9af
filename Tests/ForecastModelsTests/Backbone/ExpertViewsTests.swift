import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct ExpertViewsTests {
    @Test func theViewsOfARowFollowEachOther() throws {
        var layout = ParameterLayout()
        let experts = ExpertViews(inputWidths: [3, 0, 2], count: 4, width: 5, layout: &layout)
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let parts = [RowMath.normal(2, 3, seed: 3), [[], []], RowMath.normal(2, 2, seed: 4)]
        let views = experts(parts.map { FeaturePart(tape.constant($0)) }, on: tape)
        #expect(tape.extents(of: views) == [8, 5])

        let joined = (0..<2).map { parts[0][$0] + parts[2][$0] }
        let all = RowMath.leakyReLU(
            RowMath.adding(
                store[try #require(experts.layer.bias)][0], to: RowMath.product(joined, store[experts.layer.weight])))
        let expected = all.flatMap { row in (0..<4).map { Array(row[5 * $0..<5 * ($0 + 1)]) } }
        #expect(RowMath.agree(tape.rows(of: views), expected))
    }

    @Test func declaresOneMatrixForAllExperts() {
        var layout = ParameterLayout()
        _ = ExpertViews(inputWidths: [3, 0, 2], count: 4, width: 5, layout: &layout)
        #expect(
            layout.declarations.map { "\($0.name) \($0.shape)" } == [
                "backbone.experts.weight [5, 20]", "backbone.experts.bias [1, 20]",
            ])
    }
}
