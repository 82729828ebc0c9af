import Foundation
import NeuralNetwork
import Testing

@testable import ForecastModels

@Suite struct RelationLayerTests {
    private let layer: RelationLayer
    private let store: ParameterStore
    private let tape: Tape

    init() {
        var layout = ParameterLayout()
        layer = RelationLayer(prefix: "relation", width: 5, layout: &layout)
        store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        tape = Tape(parameters: store, differentiates: false)
    }

    /// LayerNorm(Σ_h softmax(Q_h·K_hᵀ/√3)·V_h · W^O + x) of one group.
    private func expected(_ rows: Rows, _ memory: Rows) -> Rows {
        func projected(_ rows: Rows, _ weight: ParameterID, head: Int) -> Rows {
            RowMath.product(rows, store[weight]).map { Array($0[3 * head..<3 * (head + 1)]) }
        }
        var joined = rows.map { _ in [Double]() }
        for head in 0..<2 {
            let query = projected(rows, layer.query, head: head)
            let key = projected(memory, layer.key, head: head)
            let value = projected(memory, layer.value, head: head)
            for (row, asked) in query.enumerated() {
                let powers = key.map { exp(zip(asked, $0).reduce(0) { $0 + $1.0 * $1.1 } / 3.0.squareRoot()) }
                let total = powers.reduce(0, +)
                joined[row] += (0..<3).map { column in
                    zip(powers, value).reduce(0) { $0 + $1.0 / total * $1.1[column] }
                }
            }
        }
        let gain = store[layer.gain][0]
        let bias = store[layer.bias][0]
        return RowMath.sum(RowMath.product(joined, store[layer.output]), rows).map { row in
            let mean = row.reduce(0, +) / 5
            let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5
            return row.indices.map { gain[$0] * (row[$0] - mean) / (variance + 1e-5).squareRoot() + bias[$0] }
        }
    }

    @Test func rowsAttendWithinTheirGroup() {
        let rows = RowMath.normal(4, 5, seed: 3)
        let memory = layer.memory(of: tape.constant(rows), groups: 2, on: tape)
        let result = layer(rows: tape.constant(rows), memory: memory, on: tape)
        let expected = expected(Array(rows[..<2]), Array(rows[..<2])) + expected(Array(rows[2...]), Array(rows[2...]))
        #expect(RowMath.agree(tape.rows(of: result), expected, tolerance: 1e-4))
    }

    @Test func aSharedRowAsksEveryGroup() {
        let row = RowMath.normal(1, 5, seed: 4)
        let memory = RowMath.normal(6, 5, seed: 5)
        let result = layer(
            sharedRow: tape.constant(row), memory: layer.memory(of: tape.constant(memory), groups: 2, on: tape),
            on: tape)
        let expected = expected(row, Array(memory[..<3])) + expected(row, Array(memory[3...]))
        #expect(RowMath.agree(tape.rows(of: result), expected, tolerance: 1e-4))
    }

    @Test func declaresItsParameters() {
        #expect(
            store.layout.declarations.map { "\($0.name.dropFirst(9)) \($0.shape)" } == [
                "query.weight [5, 6]", "key.weight [5, 6]", "value.weight [5, 6]", "output.weight [6, 5]",
                "normalisation.gain [1, 5]", "normalisation.bias [1, 5]",
            ])
    }
}
