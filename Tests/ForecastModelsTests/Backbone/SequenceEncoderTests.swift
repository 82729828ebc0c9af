import AdvertiserDomain
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct SequenceEncoderTests {
    private static let fields = 2
    private static let days = 3
    private static let bins = 4
    /// 16 · fields + 16.
    private static let width = 48
    /// Codes of two windows, [2, 3, 2].
    private static let codes: [UInt8] = [0, 1, 3, 2, 1, 1, 2, 0, 0, 0, 3, 3]

    private func encoder(
        pooling: ModelConfiguration.Pooling, transformer: Bool
    ) -> (encoder: SequenceEncoder, store: ParameterStore) {
        var layout = ParameterLayout()
        let encoder = SequenceEncoder(
            prefix: "backbone.behaviour", fields: Self.fields, days: Self.days, binCount: Self.bins,
            configuration: SmallWorld.configuration(transformer: transformer, pooling: pooling), layout: &layout)
        return (encoder, ParameterStore(layout: layout, seed: 1))
    }

    private func encoded(_ encoder: SequenceEncoder, _ store: ParameterStore) -> Rows {
        let tape = Tape(parameters: store, differentiates: false)
        return Self.codes.withUnsafeBufferPointer { codes in
            let sequence = SequenceCodes(
                codes: codes, rows: 2, days: Self.days, fields: Self.fields, binCount: Self.bins)
            return tape.rows(of: encoder(sequence, on: tape))
        }
    }

    @Test(arguments: ModelConfiguration.Pooling.allCases, [true, false])
    func givesOneVectorARow(pooling: ModelConfiguration.Pooling, transformer: Bool) {
        let (encoder, store) = encoder(pooling: pooling, transformer: transformer)
        let vectors = pooling == .meanLast ? 2 : Self.days
        #expect(encoder.outputWidth == vectors * Self.width)
        #expect(encoded(encoder, store).map(\.count) == [encoder.outputWidth, encoder.outputWidth])
        #expect((encoder.attention != nil) == transformer)
    }

    @Test(arguments: ModelConfiguration.Pooling.allCases, [true, false])
    func aFinalProjectionIsLeftToOthers(pooling: ModelConfiguration.Pooling, transformer: Bool) {
        let (encoder, store) = encoder(pooling: pooling, transformer: transformer)
        let whole = encoded(encoder, store)
        let tape = Tape(parameters: store, differentiates: false, parametersAreFinal: true)
        let (part, rows) = Self.codes.withUnsafeBufferPointer { codes in
            let part = encoder.part(
                SequenceCodes(codes: codes, rows: 2, days: Self.days, fields: Self.fields, binCount: Self.bins),
                on: tape)
            return (part, tape.rows(of: part.value))
        }
        guard let projection = part.projection else {
            #expect(!transformer)
            #expect(RowMath.agree(rows, whole))
            return
        }
        let width = store[projection].count
        let projected = rows.map { row in
            stride(from: 0, to: row.count, by: width).flatMap {
                RowMath.product([Array(row[$0..<$0 + width])], store[projection])[0]
            }
        }
        #expect(RowMath.agree(projected, whole))
    }

    @Test func declaresItsParametersByPropertyPath() {
        let store = encoder(pooling: .meanLast, transformer: true).store
        let shapes = store.layout.declarations.map { "\($0.name) \($0.shape)" }
        #expect(
            shapes == [
                "backbone.behaviour.embedding.weight [8, 16]", "backbone.behaviour.position.weight [3, 16]",
                "backbone.behaviour.attention.query.weight [48, 8]", "backbone.behaviour.attention.key.weight [48, 8]",
                "backbone.behaviour.attention.value.weight [48, 48]",
                "backbone.behaviour.attention.output.weight [48, 48]",
            ])
        #expect(encoder(pooling: .meanLast, transformer: false).store.layout.declarations.count == 2)
    }

    /// Without transformer, MH is the embedded days.
    @Test(arguments: ModelConfiguration.Pooling.allCases)
    func withoutTransformerDaysArePooled(pooling: ModelConfiguration.Pooling) {
        let (encoder, store) = encoder(pooling: pooling, transformer: false)
        let embedding = store[encoder.embedding]
        let position = store[encoder.position]
        let expected: Rows = (0..<2).map { row in
            let days: Rows = (0..<Self.days).map { day in
                var embedded: [Double] = []
                for field in 0..<Self.fields {
                    let code = Int(Self.codes[(row * Self.days + day) * Self.fields + field])
                    embedded += embedding[field * Self.bins + code]
                }
                return embedded + position[day]
            }
            switch pooling {
            case .flatten: return Array(days.joined())
            case .meanLast:
                let mean: [Double] = (0..<Self.width).map { column in
                    days.reduce(0) { $0 + $1[column] } / Double(Self.days)
                }
                return mean + days[Self.days - 1]
            }
        }
        #expect(RowMath.agree(encoded(encoder, store), expected))
    }
}
