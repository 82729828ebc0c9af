import AdvertiserDomain
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct MetaAttentionTests {
    private static let width = 8

    private func attention(
        _ generator: ModelConfiguration.Generator
    ) -> (attention: MetaAttention, store: ParameterStore) {
        var layout = ParameterLayout()
        let attention = MetaAttention(
            taskName: "clicks", configuration: SmallWorld.configuration(generator: generator), layout: &layout)
        return (attention, ParameterStore(layout: layout, seed: 1))
    }

    @Test(arguments: MetaLayerTests.generators)
    func mixesTheExpertsOfARow(generator: ModelConfiguration.Generator) {
        let (attention, store) = attention(generator)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let experts = RowMath.normal(2 * 3, Self.width, seed: 3)
        let task = tape.constant(RowMath.normal(1, Self.width, seed: 4))
        let knowledge = tape.constant(RowMath.normal(2, 5, seed: 5))
        let result = attention(experts: tape.constant(experts), task: task, knowledge: knowledge, on: tape)
        #expect(tape.extents(of: result) == [2, Self.width])

        let hidden = attention.unit(
            .beside(tape.constant(experts), shared: task), knowledge: knowledge, repeats: 3, on: tape)
        #expect(tape.extents(of: hidden) == [6, 2 * Self.width])
        let scores = RowMath.product(tape.rows(of: hidden), store[attention.score]).map { exp($0[0]) }
        let expected = (0..<2).map { row in
            (0..<Self.width).map { column in
                let total = scores[3 * row..<3 * row + 3].reduce(0, +)
                return (0..<3).reduce(0) { $0 + scores[3 * row + $1] / total * experts[3 * row + $1][column] }
            }
        }
        #expect(RowMath.agree(tape.rows(of: result), expected))
    }

    @Test func withoutScoresExpertsCountTheSame() {
        let (attention, store) = attention(.full)
        store.fill(attention.score, with: 0)
        let tape = Tape(parameters: store, differentiates: false)
        let experts = RowMath.normal(3, Self.width, seed: 3)
        let result = attention(
            experts: tape.constant(experts), task: tape.constant(RowMath.normal(1, Self.width, seed: 4)),
            knowledge: tape.constant(RowMath.normal(1, 5, seed: 5)), on: tape)
        let mean = (0..<Self.width).map { column in experts.reduce(0) { $0 + $1[column] } / 3 }
        #expect(RowMath.agree(tape.rows(of: result), [mean]))
    }
}
