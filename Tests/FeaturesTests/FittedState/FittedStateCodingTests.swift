import Foundation
import Testing

@testable import Features

@Suite struct FittedStateCodingTests {
    @Test func aStateReadBackGivesEqualBatches() throws {
        let specification = SmallWorld.specification()
        let (panel, state, samples) = try SmallWorld.fitted()
        let decoded = try JSONDecoder().decode(FittedState.self, from: JSONEncoder().encode(state))
        #expect(decoded == state)
        try decoded.validate(for: specification)
        let batches = try [state, decoded].map { state in
            let encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
            var batch = Batch(layout: encoder.layout, capacity: samples.count)
            encoder.encode(samples[...], into: &batch, labels: true)
            return batch
        }
        for row in samples.indices { #expect(RowBytes(batches[0], row: row) == RowBytes(batches[1], row: row)) }
        #expect(batches[0].scaledLabels == batches[1].scaledLabels)
        #expect(batches[0].weights == batches[1].weights)
    }

    @Test func specificationAndLayoutReadBackEqual() throws {
        let specification = SmallWorld.specification()
        let state = try SmallWorld.fitted().state
        let layout = BatchLayout(specification: specification, state: state)
        #expect(
            try JSONDecoder().decode(FeatureSpecification.self, from: JSONEncoder().encode(specification))
                == specification)
        #expect(try JSONDecoder().decode(BatchLayout.self, from: JSONEncoder().encode(layout)) == layout)
    }

    @Test func numbersThatAreNotFiniteAreRefused() throws {
        let state = try SmallWorld.fitted().state
        let text = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        for field in ["denseMeans", "denseDeviations", "taskScales", "positiveShares", "scenarioWeights"] {
            let pattern = try Regex("\"\(field)\":\\[[^,\\]]+")
            let spoilt = text.replacing(pattern, with: "\"\(field)\":[\"nan\"")
            try #require(spoilt != text)
            #expect(throws: FittedStateError.self) {
                try decoder.decode(FittedState.self, from: Data(spoilt.utf8))
            }
            let huge = text.replacing(pattern, with: "\"\(field)\":[1e999")
            #expect(throws: (any Error).self) { try JSONDecoder().decode(FittedState.self, from: Data(huge.utf8)) }
        }
    }
}
