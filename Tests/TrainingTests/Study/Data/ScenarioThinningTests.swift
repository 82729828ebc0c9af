import Features
import Testing

@testable import Training

@Suite struct ScenarioThinningTests {
    private func samples(_ thinning: ScenarioThinning?) throws -> StudySamples {
        try StudyWorld.data(StudyWorld.request(thinning: thinning, strideDays: 1)).samples(
            windowDays: TwoWeekWorld.windowDays, experiment: "main")
    }

    @Test func keepsAShareOfTheTrainingSamples() throws {
        let whole = try samples(nil)
        let thinned = try samples(ScenarioThinning(scenario: "search", share: 0.25))
        #expect(whole.trainingSamplesByScenario == [220, 440])
        #expect(thinned.trainingSamplesByScenario[0] == 220)
        // Four standard deviations around a quarter.
        #expect(abs(thinned.trainingSamplesByScenario[1] - 110) < 37)
        #expect(Set(thinned.training).isSubset(of: whole.training))
        #expect(thinned.validation == whole.validation && thinned.test == whole.test)
        #expect(thinned.fingerprint != whole.fingerprint)
        #expect(try samples(ScenarioThinning(scenario: "search", share: 0.25)).training == thinned.training)
        #expect(try samples(ScenarioThinning(scenario: "search", share: 1)).training == whole.training)
    }
}
