import Foundation
import NeuralNetwork
import Testing

@testable import ForecastModels

@Suite struct ExpertGateTests {
    @Test func expertsAreWeighedBySoftmax() {
        var layout = ParameterLayout()
        let gate = ExpertGate(taskName: "clicks", inputWidths: [3, 2], experts: 3, layout: &layout)
        #expect(layout.declarations.map { "\($0.name) \($0.shape)" } == ["gate.clicks.weight [5, 3]"])
        let store = ParameterStore(layout: layout, seed: 1)
        let tape = Tape(parameters: store, differentiates: false)
        let parts = [RowMath.normal(2, 3, seed: 3), RowMath.normal(2, 2, seed: 4)]
        let experts = RowMath.normal(6, 4, seed: 5)
        let scores = RowMath.product(zip(parts[0], parts[1]).map { $0 + $1 }, store[gate.layer.weight])
        let expected = scores.enumerated().map { row, scores in
            let total = scores.reduce(0) { $0 + exp($1) }
            return (0..<4).map { column in
                (0..<3).reduce(0) { $0 + exp(scores[$1]) / total * experts[3 * row + $1][column] }
            }
        }
        let result = gate(parts.map { FeaturePart(tape.constant($0)) }, experts: tape.constant(experts), on: tape)
        #expect(RowMath.agree(tape.rows(of: result), expected))
    }
}
