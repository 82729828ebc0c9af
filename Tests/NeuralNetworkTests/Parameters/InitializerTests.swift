import Foundation
import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct InitializerTests {
    private func filled(_ initializer: Initializer, count: Int = 100_000) -> [Double] {
        var generator = SeededGenerator(seed: 21)
        var values = [Float](repeating: 9, count: count)
        values.withUnsafeMutableBufferPointer { initializer.fill($0, generator: &generator) }
        return values.map(Double.init)
    }

    private func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, variance.squareRoot())
    }

    @Test func zerosAreZero() {
        #expect(filled(.zeros, count: 100).allSatisfy { $0 == 0 })
    }

    @Test func aConstantIsEverywhere() {
        #expect(filled(.constant(1), count: 20).allSatisfy { $0 == 1 })
    }

    @Test func theDiagonalStandsOut() {
        #expect(
            filled(.diagonal(0.5, elsewhere: 0.25, columns: 3), count: 9) == [
                0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.25, 0.25, 0.5,
            ])
    }

    @Test func normalHasItsDeviation() {
        let values = filled(.normal(deviation: 0.25))
        let (mean, deviation) = moments(values)
        #expect(abs(mean) < 0.004)
        #expect(abs(deviation - 0.25) < 0.003)
        // Two of three within one deviation.
        let share = Double(values.count { abs($0) < 0.25 }) / Double(values.count)
        #expect(abs(share - 0.6827) < 0.008)
    }

    @Test func uniformFillsItsInterval() {
        let values = filled(.uniform(bound: 0.5))
        let (mean, deviation) = moments(values)
        #expect(values.allSatisfy { abs($0) <= 0.5 })
        #expect((values.max() ?? 0) > 0.499 && (values.min() ?? 0) < -0.499)
        #expect(abs(mean) < 0.005)
        #expect(abs(deviation - 1 / 12.0.squareRoot()) < 0.003)
    }

    @Test func heKeepsTheScaleThroughARectifier() {
        let deviation = moments(filled(.heNormal(inputWidth: 50))).deviation
        #expect(abs(deviation - 0.2) < 0.002)
    }

    @Test func glorotKeepsTheScaleBothWays() {
        let values = filled(.glorotUniform(inputWidth: 20, outputWidth: 4))
        #expect(values.allSatisfy { abs($0) <= 0.5 })
        #expect(abs(moments(values).deviation - (2.0 / 24).squareRoot()) < 0.003)
    }
}
