import AdvertiserDomain
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct SequenceAttentionLayerTests {
    private static let width = 5
    private static let days = 4

    private func layer(
        _ headWidth: ModelConfiguration.HeadWidth
    ) -> (layer: SequenceAttentionLayer, layout: ParameterLayout, embedding: ParameterID, position: ParameterID) {
        var layout = ParameterLayout()
        let embedding = layout.declare(
            "embedding", rows: 6, columns: 2, kind: .embedding, initializer: .normal(deviation: 1))
        let position = layout.declare(
            "position", rows: Self.days, columns: 3, kind: .embedding, initializer: .normal(deviation: 1))
        let layer = SequenceAttentionLayer(
            prefix: "attention", width: Self.width, heads: 2, headWidth: headWidth, layout: &layout)
        return (layer, layout, embedding, position)
    }

    @Test func halfIsRoundedUp() {
        let layout = layer(.half).layout
        #expect(
            layout.declarations.dropFirst(2).map { "\($0.name) \($0.shape)" } == [
                "attention.query.weight [5, 6]", "attention.key.weight [5, 6]", "attention.value.weight [5, 6]",
                "attention.output.weight [6, 5]",
            ])
    }

    @Test func aFixedWidthIsThatOfQueriesAndKeysAlone() {
        let layout = layer(.fixed(7)).layout
        #expect(
            layout.declarations.dropFirst(2).map(\.shape) == [
                Shape(5, 14), Shape(5, 14), Shape(5, 6), Shape(6, 5),
            ])
    }

    @Test(arguments: [SequencePooling.meanLast, .flatten])
    func pooledVectorsAreAsWideAsADay(pooling: SequencePooling) {
        let (layer, layout, embedding, position) = layer(.fixed(3))
        let tape = Tape(parameters: ParameterStore(layout: layout, seed: 1), differentiates: false)
        let codes: [UInt8] = [0, 1, 2, 3, 4, 5, 0, 0, 1, 2, 2, 1]
        codes.withUnsafeBufferPointer { codes in
            let pooled = layer(
                SequenceCodes(codes: codes, rows: 3, days: Self.days, fields: 1, binCount: 6),
                embedding: tape.parameter(embedding), position: tape.parameter(position), pooling: pooling, on: tape)
            #expect(tape.extents(of: pooled) == [3 * pooling.vectorCount(days: Self.days), Self.width])
        }
    }

    /// With equal queries every day counts the same, so attention is the mean of the projected days.
    @Test func withoutQueriesAttentionIsAMean() {
        let (layer, layout, embedding, position) = layer(.fixed(3))
        let store = ParameterStore(layout: layout, seed: 2)
        store.fill(layer.query, with: 0)
        let tape = Tape(parameters: store, differentiates: false)
        let codes: [UInt8] = [0, 1, 2, 5]
        codes.withUnsafeBufferPointer { codes in
            let pooled = layer(
                SequenceCodes(codes: codes, rows: 1, days: Self.days, fields: 1, binCount: 6),
                embedding: tape.parameter(embedding), position: tape.parameter(position), pooling: .meanLast, on: tape)
            let days = (0..<Self.days).map { store[embedding][Int(codes[$0])] + store[position][$0] }
            let projected = RowMath.product(RowMath.product(days, store[layer.value]), store[layer.output])
            let mean = (0..<Self.width).map { column in projected.reduce(0) { $0 + $1[column] } / Double(Self.days) }
            #expect(RowMath.agree(tape.rows(of: pooled), [mean, mean]))
        }
    }
}
