import AdvertiserDomain
import Evaluation
import Testing

@testable import Training

/// What a training tells while it goes on and when it has ended.
@Suite struct TrainingRunObserverTests {
    @Test func stagesAndEpochsAreTold() throws {
        var stages: [String] = []
        var epochs: [EpochReport] = []
        let trained = try TwoWeekWorld.train(
            observer: TrainingObserver(stage: { stages.append($0) }, epoch: { epochs.append($0) }))
        #expect(
            stages == [
                "reading 60 days, \(TwoWeekWorld.firstDay) to \(TwoWeekWorld.day(59))",
                "first fit: 810 samples, 2 epochs", "refit: 1200 samples, 2 epochs",
            ])
        #expect(epochs == trained.epochs)
        #expect(epochs.map(\.epoch) == [0, 1])
        #expect(epochs.allSatisfy { ($0.loss ?? 0) > 0 && $0.seconds > 0 })
        // The metrics are those of the last epoch.
        #expect(epochs.last?.mean == trained.metrics.overall.mean)
        #expect(epochs.last?.point == epochs.last?.mean)
    }

    /// The last as-of date before the world begins has whole labels, and its window 14 days.
    @Test func aRowOfAStrayDateIsNotRead() throws {
        var stages: [String] = []
        let trained = try TwoWeekWorld.train(
            TwoWeekWorld.request(training: TwoWeekWorld.training(epochs: 1)),
            on: TwoWeekWorld.sourceWithAStrayRow(), observer: TrainingObserver(stage: { stages.append($0) }))
        #expect(stages.first == "reading 74 days, \(TwoWeekWorld.day(-14)) to \(TwoWeekWorld.day(59))")
        #expect(trained.parts.firstFit.first == TwoWeekWorld.day(-1))
        #expect(trained.parts.validation == (46...52).map(TwoWeekWorld.day))
    }

    @Test func progressCountsEverySampleOfEveryFit() throws {
        var told: [(fit: TrainingFit, progress: FittingProgress)] = []
        _ = try TwoWeekWorld.train(observer: TrainingObserver(progress: { told.append(($0, $1)) }))
        let order = told.map { "\($0.fit.rawValue) \($0.progress.epoch)" }
        #expect(order.firstIndex(of: "refit 0") == order.lastIndex(of: "first fit 1").map { $0 + 1 })
        for (fit, samples) in [(TrainingFit.first, 810), (.refit, 1200)] {
            for epoch in 0..<2 {
                let parts = told.filter { $0.fit == fit && $0.progress.epoch == epoch }.map(\.progress)
                #expect(parts.last?.samplesDone == samples)
                #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.samplesDone < $1.samplesDone })
                for progress in parts {
                    #expect(progress.samples == samples && progress.epochs == 2)
                    #expect(progress.loss.isFinite && progress.loss > 0)
                    #expect(progress.epochSeconds > 0 && progress.samplesPerSecond > 0)
                    #expect((progress.earlierSeconds > 0) == (epoch == 1))
                }
            }
        }
        #expect(told.last?.progress.secondsLeft == 0)
    }

    @Test func theReportIsTheFirstFitsOnValidation() throws {
        let trained = try TwoWeekWorld.train()
        let report = trained.report(version: 4)
        #expect(report.model == "m2m" && report.version == 4 && report.split == "validation")
        #expect(report.samples == 210)
        #expect(report.overall == trained.metrics.overall)
        #expect(report.cells.map { "\($0.scenario) \($0.task)" }.first == "feed clicks")
        #expect(report.cells.count == 6)
        #expect(report.epochs == trained.epochs)
        #expect(report.seconds == trained.seconds && trained.seconds > 0)
        #expect(abs(report.samplesPerSecond * trained.seconds - Double(trained.samplesTrained)) < 1e-6 * 4020)
    }
}
