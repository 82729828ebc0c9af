import Features
import TensorCore
import Testing

@testable import Checkpoints

struct GoldenPredictionTests {
    @Test func madeUpInputsFitTheLayout() throws {
        let layout = BatchLayout(specification: CheckpointFixture.specification, state: try CheckpointFixture.state())
        for seed in 0..<20 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let inputs = GoldenPrediction.Inputs(randomFor: layout, generator: &generator)
            #expect(GoldenPrediction(inputs: inputs, expectedMeans: [1, 2]).problem(for: layout) == nil)
            let batch = inputs.batch(layout: layout)
            #expect(batch.rowCount == 1)
            #expect(batch.behaviourCodes.count == 3 * 2)
            #expect(batch.performanceCodes.count == 3 * 4)
            #expect(batch.dense == inputs.dense && batch.dense.count == layout.denseWidth)
            #expect(batch.categoricalCodes.count == 4 && batch.categoricalCodes[3] == 0)
            #expect(batch.numericValues.count == 1)
        }
    }

    @Test func agreementIsRelative() throws {
        let golden = GoldenPrediction(
            inputs: try CheckpointFixture.manifest().goldenPrediction.inputs, expectedMeans: [1000, 0.5],
            tolerance: 1e-3)
        #expect(golden.agrees(with: [1000.9, 0.5004]))
        #expect(!golden.agrees(with: [1001.1, 0.5]))
        #expect(!golden.agrees(with: [1000, 0.501]))
        #expect(!golden.agrees(with: [1000, .nan]))
        #expect(!golden.agrees(with: [1000]))
    }
}
