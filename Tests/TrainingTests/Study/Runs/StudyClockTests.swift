import AdvertiserDomain
import Evaluation
import Testing

@testable import Training

@Suite struct StudyClockTests {
    private func run(_ name: String, epochs: Int) throws -> PlannedRun {
        let request = StudyWorld.request()
        var training = request.configuration.training
        training.epochs = epochs
        return PlannedRun(
            StudySubject(
                name: name, role: .model, architecture: "m2m", model: request.configuration.model, windowDays: 14),
            on: try StudyWorld.prepared().samples, experiment: "main", configuration: request.configuration,
            training: training, codeVersion: "1")
    }

    @Test func aSubjectIsAsFastAsItWas() throws {
        let (slow, fast, unknown) = (try run("slow", epochs: 1), try run("fast", epochs: 2), try run("new", epochs: 3))
        var clock = StudyClock()
        #expect(clock.seconds(for: [slow]) == nil)
        #expect(clock.seconds(for: []) == 0)
        clock.record(slow, seconds: 8)
        clock.record(fast, seconds: 4)
        // Eight seconds an epoch, two, and four on average.
        #expect(abs((clock.seconds(for: [slow, fast, unknown]) ?? 0) - (8 + 4 + 12)) < 1e-9)
    }
}
