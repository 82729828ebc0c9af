import Foundation
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct SymmetricErrorTests {
    /// m(s) against a mean over random Z, from exact forecasts to hopeless ones.
    @Test(arguments: [0.03, 0.4, 1.0, 2.7, 8.0, 15.9, 30.0])
    func isTheMeanErrorOfTheMedian(deviation: Double) {
        var generator = SeededGenerator(seed: 5)
        let draws = 200_000
        var sum = 0.0
        for _ in 0..<draws { sum += tanh(0.5 * deviation * abs(generator.normal())) }
        #expect(abs(SymmetricError.ofMedian(deviation: deviation) - sum / Double(draws)) < 2e-3)
    }

    @Test func growsWithoutAJump() {
        var last = 0.0
        for index in 0...4_000 {
            let value = SymmetricError.ofMedian(deviation: Double(index) * 0.005)
            #expect(value >= last && value - last < 0.003)
            last = value
        }
        #expect(last < 1)
    }
}
