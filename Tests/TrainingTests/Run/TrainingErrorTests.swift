import AdvertiserDomain
import Testing

@testable import Training

@Suite struct TrainingErrorTests {
    private static let errors: [any OperatorError] = [
        TrainingError.interrupted, TrainingError.lossNotFinite(epoch: 0, step: 4, loss: .nan),
        TrainingError.untilOutsideData(
            until: Day(number: 1), oldest: Day(number: 2), newest: Day(number: 3)),
        TrainingError.noSamples(part: "validation", first: Day(number: 1), last: Day(number: 2)),
        VersionEvaluationError.seenInTraining(first: Day(number: 1), newestLabelDay: Day(number: 2)),
        VersionEvaluationError.noMatureDate(newestLabelDay: Day(number: 1), horizonDays: 7, newest: Day(number: 2)),
        VersionEvaluationError.noMatureDateBetween(
            first: Day(number: 1), last: Day(number: 2), oldestPossible: Day(number: 3), newestPossible: Day(number: 4)),
        VersionEvaluationError.noSamples(first: Day(number: 1), last: Day(number: 2)),
    ]

    @Test func eachIsOneLine() {
        for error in Self.errors {
            #expect(!error.description.isEmpty && !error.description.contains("\n"))
        }
    }

    @Test func onlyADateThatTheUserGaveIsTheUsersFault() {
        #expect(Self.errors.map(\.isUsageFault) == [false, false, true] + [Bool](repeating: false, count: 5))
    }

    @Test func epochsAndStepsAreCountedFromOneForPeople() {
        let text = TrainingError.lossNotFinite(epoch: 0, step: 4, loss: .infinity).description
        #expect(text.hasPrefix("the loss became inf in epoch 1, step 5;"))
    }
}
