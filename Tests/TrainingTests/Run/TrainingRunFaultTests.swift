import AdvertiserDomain
import Features
import ForecastModels
import Testing

@testable import Training

/// Trainings that end without a model.
@Suite struct TrainingRunFaultTests {
    @Test(arguments: [-1, 60])
    func untilOutsideTheDataIsRefused(offset: Int) {
        let error = TrainingError.untilOutsideData(
            until: TwoWeekWorld.day(offset), oldest: TwoWeekWorld.firstDay, newest: TwoWeekWorld.day(59))
        #expect(throws: error) { try TwoWeekWorld.train(TwoWeekWorld.request(until: TwoWeekWorld.day(offset))) }
        #expect(error.isUsageFault)
    }

    @Test func tooFewDaysAreNamed() throws {
        // 14 days of window, 7 validation dates, two horizons.
        #expect(
            throws: SplitError.tooFewDays(
                oldest: TwoWeekWorld.firstDay, newest: TwoWeekWorld.day(32), days: 33, needed: 34, windowDays: 14,
                horizonDays: 7)
        ) { try TwoWeekWorld.train(on: TwoWeekWorld.source(days: 33)) }
        _ = try TwoWeekWorld.train(on: TwoWeekWorld.source(days: 34))
    }

    @Test func withoutADayNothingIsTrained() {
        #expect(throws: NoCompleteDay()) {
            try TwoWeekWorld.train(on: TwoWeekWorld.source(days: 0))
        }
    }

    @Test func anUnknownArchitectureIsRefusedBeforeAnythingIsRead() {
        var request = TwoWeekWorld.request()
        request.architecture = "m3m"
        var source = TwoWeekWorld.source()
        source.isReadable = false
        #expect(throws: ModelCatalogError.unknownArchitecture("m3m")) {
            try TwoWeekWorld.train(request, on: source)
        }
        #expect(throws: InMemoryHistorySource.Unreadable.self) {
            try TwoWeekWorld.train(on: source)
        }
    }

    @Test(arguments: [1, 5, 30])
    func cancellingInterrupts(step: Int) {
        var steps = 0
        let observer = TrainingObserver(isCancelled: {
            steps += 1
            return steps == step
        })
        #expect(throws: TrainingError.interrupted) { try TwoWeekWorld.train(observer: observer) }
        #expect(steps == step)
    }

    @Test func aLossThatIsNotFiniteEndsTheTraining() throws {
        let error = #expect(throws: TrainingError.self) {
            try TwoWeekWorld.train(TwoWeekWorld.request(training: TwoWeekWorld.training(learningRate: 1e30)))
        }
        guard case .lossNotFinite(let epoch, let step, let loss) = error else {
            Issue.record("\(String(describing: error)) does not tell of the loss")
            return
        }
        #expect(epoch == 0 && step > 0 && !loss.isFinite)
        #expect(error?.description.contains("Lower training.learning_rate") == true)
    }
}
