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

    @Test func theToleranceIsBounded() throws {
        let layout = BatchLayout(specification: CheckpointFixture.specification, state: try CheckpointFixture.state())
        let golden = try CheckpointFixture.manifest().goldenPrediction
        func problem(tolerance: Float) -> String? {
            GoldenPrediction(inputs: golden.inputs, expectedMeans: golden.expectedMeans, tolerance: tolerance)
                .problem(for: layout)
        }
        #expect(problem(tolerance: 1e-9) == nil)
        #expect(problem(tolerance: 0.01) == nil)
        #expect(problem(tolerance: 1e30) == "golden_prediction.tolerance is 1e+30, not above 0 and up to 0.01")
        for tolerance: Float in [0.011, 0, -0.001, .infinity, .nan] { #expect(problem(tolerance: tolerance) != nil) }
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
