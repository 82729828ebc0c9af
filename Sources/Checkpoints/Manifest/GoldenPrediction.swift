import Features
import TensorCore

/// A made-up sample and what the model forecasts for it, by which a loader checks that it computes the same function.
package struct GoldenPrediction: Codable, Equatable, Sendable {
    /// The inputs of one row of a ``Batch``, under the same names.
    package struct Inputs: Codable, Equatable, Sendable {
        package let behaviourCodes: [UInt8]
        package let performanceCodes: [UInt8]
        package let dense: [Float]
        package let categoricalCodes: [Int32]
        package let numericValues: [Float]

        /// Numbers drawn at random within what the layout allows; nobody's data.
        package init(randomFor layout: BatchLayout, generator: inout SeededGenerator) {
            func codes(_ fields: Int) -> [UInt8] {
                (0..<layout.windowDays * fields).map { _ in UInt8(clamping: generator.uniform(below: layout.binCount)) }
            }
            behaviourCodes = codes(layout.behaviourFields)
            performanceCodes = codes(layout.performanceFields)
            dense = (0..<layout.denseWidth).map { _ in Float(generator.normal()) }
            categoricalCodes = layout.attributes.compactMap { attribute in
                guard case .categorical(let count) = attribute.kind else { return nil }
                return Int32(clamping: generator.uniform(below: count + 1))
            }
            numericValues = (0..<layout.numericCount).map { _ in Float(generator.normal()) }
        }

        /// A batch whose only row is this sample; the inputs are valid for the layout.
        package func batch(layout: BatchLayout) -> Batch {
            var batch = Batch(layout: layout, capacity: 1)
            batch.rowCount = 1
            batch.behaviourCodes = behaviourCodes
            batch.performanceCodes = performanceCodes
            batch.dense = dense
            batch.categoricalCodes = categoricalCodes
            batch.numericValues = numericValues
            return batch
        }
    }

    package let inputs: Inputs
    /// The mean that the model forecasts for each task, in the task's unit.
    package let expectedMeans: [Float]
    /// The greatest relative difference allowed, above 0 and up to ``greatestTolerance``; another processor adds in another
    /// order.
    package let tolerance: Float

    /// With more, weights that are not those of the manifest would pass.
    package static let greatestTolerance: Float = 0.01

    package init(inputs: Inputs, expectedMeans: [Float], tolerance: Float = 1e-3) {
        self.inputs = inputs
        self.expectedMeans = expectedMeans
        self.tolerance = tolerance
    }

    /// Whether forecasts for ``inputs`` are those expected.
    package func agrees(with means: [Float]) -> Bool {
        means.count == expectedMeans.count
            && zip(means, expectedMeans).allSatisfy { mean, expected in
                abs(mean - expected) <= tolerance * max(abs(expected), 1e-6)
            }
    }

    /// What is wrong with a golden prediction from outside; `nil` if nothing is, and ``Inputs/batch(layout:)`` may be
    /// called.
    func problem(for layout: BatchLayout) -> String? {
        let counts = [
            ("behaviour_codes", inputs.behaviourCodes.count, layout.windowDays * layout.behaviourFields),
            ("performance_codes", inputs.performanceCodes.count, layout.windowDays * layout.performanceFields),
            ("dense", inputs.dense.count, layout.denseWidth),
            ("categorical_codes", inputs.categoricalCodes.count, layout.categoricalCount),
            ("numeric_values", inputs.numericValues.count, layout.numericCount),
            ("expected_means", expectedMeans.count, layout.taskCount),
        ]
        for (name, found, expected) in counts where found != expected {
            return "golden_prediction.\(name) has \(found) values where \(expected) are needed"
        }
        guard (inputs.behaviourCodes + inputs.performanceCodes).allSatisfy({ $0 < layout.binCount }) else {
            return "golden_prediction has a bin code above \(layout.binCount - 1)"
        }
        let categoryCounts = layout.attributes.compactMap { attribute -> Int? in
            if case .categorical(let count) = attribute.kind { count } else { nil }
        }
        guard zip(inputs.categoricalCodes, categoryCounts).allSatisfy({ $0 >= 0 && $0 <= $1 }) else {
            return "golden_prediction.categorical_codes has a code without a category"
        }
        guard (inputs.dense + inputs.numericValues + expectedMeans).allSatisfy(\.isFinite) else {
            return "golden_prediction has a number that is not finite"
        }
        guard tolerance > 0, tolerance <= Self.greatestTolerance else {
            return "golden_prediction.tolerance is \(tolerance), not above 0 and up to \(Self.greatestTolerance)"
        }
        return nil
    }
}
