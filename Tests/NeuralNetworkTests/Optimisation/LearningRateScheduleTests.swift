import Testing

@testable import NeuralNetwork

@Suite struct LearningRateScheduleTests {
    @Test func aConstantRateStays() {
        let schedule = LearningRateSchedule.constant(2e-3)
        #expect([0, 1, 1000].allSatisfy { schedule.rate(at: $0) == 2e-3 })
    }

    @Test func aCosineFallsFromItsPeakToTwoPercent() {
        let schedule = LearningRateSchedule.cosine(peak: 0.1, steps: 200)
        func expect(_ step: Int, _ rate: Float) {
            #expect(abs(schedule.rate(at: step) - rate) < 1e-7, "step \(step)")
        }
        expect(0, 0.1)
        // 0.02 + 0.98·(1 + cos(π/4))/2
        expect(50, 0.0856482322781)
        expect(100, 0.051)
        expect(200, 0.002)
        expect(1000, 0.002)
        for step in 0..<200 { #expect(schedule.rate(at: step + 1) < schedule.rate(at: step)) }
    }

    @Test func noStepsAtAllDoNotDivideByZero() {
        #expect(LearningRateSchedule.cosine(peak: 1, steps: 0).rate(at: 0) == 1)
    }
}
