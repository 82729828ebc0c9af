import Testing

@testable import Features

@Suite struct ScenarioWeightsTests {
    @Test func squareRootBalance() {
        // Raw weights 1, 2 and 3 of 900, 225 and 100 rows; mean (900 + 450 + 300)/1225 = 1650/1225.
        let weights = ScenarioWeights(sampleCounts: [900, 225, 0, 100], balance: 0.5).weights
        let mean: Float = 1650 / 1225
        #expect(weights.count == 4)
        for (weight, expected) in zip(weights, [1 / mean, 2 / mean, 1, 3 / mean]) {
            #expect(abs(weight - expected) < 1e-6)
        }
        #expect(abs(weights[0] * 900 + weights[1] * 225 + weights[3] * 100 - 1225) < 1e-2)
    }

    @Test func ratioIsAtMostTwenty() {
        let weights = ScenarioWeights(sampleCounts: [1_000_000, 1], balance: 0.5).weights
        #expect(abs(weights[1] / weights[0] - 20) < 1e-4)
    }

    @Test func zeroBalanceWeighsAllAlike() {
        #expect(ScenarioWeights(sampleCounts: [10, 1000, 1], balance: 0).weights == [1, 1, 1])
        #expect(ScenarioWeights(sampleCounts: [0, 0], balance: 0.5).weights == [1, 1])
    }
}
