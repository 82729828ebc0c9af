import Features
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct AttributeEmbeddingTests {
    /// A batch of three rows: all unknown; known categories; the last categories and a negative number.
    private var batch: Batch {
        var batch = Batch(layout: SmallWorld.layout, capacity: 3)
        batch.rowCount = 3
        batch.categoricalCodes = [0, 0, 0, 1, 0, 2, 3, 0, 1]
        batch.numericValues = [0, 2, -0.5]
        return batch
    }

    private func embedded() -> (rows: Rows, parameters: [String: Rows]) {
        var layout = ParameterLayout()
        let embedding = AttributeEmbedding(
            prefix: "backbone.attributes", slots: SmallWorld.layout.attributes, layout: &layout)
        #expect(embedding.outputWidth == 32)
        let store = ParameterStore(layout: layout, seed: 1)
        let tape = Tape(parameters: store, differentiates: false)
        let rows = withInputs(of: batch) { tape.rows(of: embedding($0, on: tape)) }
        let parameters = Dictionary(
            uniqueKeysWithValues: store.tensors.map { named in
                let columns = named.tensor.shape.extents[1]
                return (
                    named.name,
                    stride(from: 0, to: named.tensor.values.count, by: columns).map { start in
                        named.tensor.values[start..<start + columns].map(Double.init)
                    }
                )
            })
        return (rows, parameters)
    }

    @Test func unknownKnownAndNumericByHand() throws {
        let (rows, parameters) = embedded()
        func row(_ name: String, _ index: Int = 0) throws -> [Double] {
            try #require(parameters["backbone.attributes.\(name)"])[index]
        }
        func category(_ column: String, _ code: Int) throws -> [Double] {
            let unknown = try row("\(column).unknown")
            return code == 0 ? unknown : zip(unknown, try row("\(column).difference", code - 1)).map(+)
        }
        func price(_ value: Double) throws -> [Double] {
            zip(try row("scenario.price.unknown"), try row("scenario.price.slope")).map { $0 + value * $1 }
        }
        let expected = try [
            category("profile.size", 0) + category("profile.star", 0) + category("scenario.scenario", 0) + price(0),
            category("profile.size", 1) + category("profile.star", 0) + category("scenario.scenario", 2) + price(2),
            category("profile.size", 3) + category("profile.star", 0) + category("scenario.scenario", 1) + price(-0.5),
        ]
        #expect(RowMath.agree(rows, expected, tolerance: 1e-6))
    }

    /// A row of differences for each category; a column that has none yet holds one that nothing uses.
    @Test func declaresAColumnsParametersByItsName() {
        let parameters = embedded().parameters
        #expect(
            parameters.keys.sorted() == [
                "backbone.attributes.profile.size.difference", "backbone.attributes.profile.size.unknown",
                "backbone.attributes.profile.star.difference", "backbone.attributes.profile.star.unknown",
                "backbone.attributes.scenario.price.slope", "backbone.attributes.scenario.price.unknown",
                "backbone.attributes.scenario.scenario.difference", "backbone.attributes.scenario.scenario.unknown",
            ])
        #expect(parameters["backbone.attributes.profile.size.difference"]?.map(\.count) == [8, 8, 8])
        #expect(parameters["backbone.attributes.profile.star.difference"]?.map(\.count) == [8])
    }

    @Test func differencesStartSmall() throws {
        let parameters = embedded().parameters
        let differences = try #require(parameters["backbone.attributes.profile.size.difference"]).flatMap(\.self)
        let unknown = try #require(parameters["backbone.attributes.profile.size.unknown"]).flatMap(\.self)
        #expect(differences.allSatisfy { abs($0) < 0.06 })
        #expect(unknown.contains { abs($0) > 0.06 })
    }
}
