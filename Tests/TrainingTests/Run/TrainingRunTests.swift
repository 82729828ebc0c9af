import AdvertiserDomain
import Evaluation
import Features
import ForecastModels
import NeuralNetwork
import TensorCore
import Testing

@testable import Training

@Suite struct TrainingRunTests {
    // MARK: Parts

    @Test func productionRefitsOnEverything() throws {
        let trained = try TwoWeekWorld.train()
        let gate = try #require(trained.gate)
        #expect(trained.parts.firstFit == (13...39).map(TwoWeekWorld.day))
        #expect(trained.parts.validation == (46...52).map(TwoWeekWorld.day))
        #expect(trained.parts.refit == (13...52).map(TwoWeekWorld.day))
        #expect(trained.parts.test.isEmpty)
        // The first fit's labels end where validation begins, the refit's with the data.
        #expect(gate.newestLabelDay == TwoWeekWorld.day(46))
        #expect(trained.serving.newestLabelDay == TwoWeekWorld.day(59))
        #expect(gate.model.parameters.tensors != trained.serving.model.parameters.tensors)
        #expect(gate.state != trained.serving.state)
        #expect(trained.samplesTrained == 2 * TwoWeekWorld.seriesCount * (27 + 40))
        #expect(trained.metrics.samples == TwoWeekWorld.seriesCount * 7)
    }

    @Test func aStudyServesItsFirstFit() throws {
        let trained = try TwoWeekWorld.train(TwoWeekWorld.request(.study))
        #expect(trained.gate == nil)
        #expect(trained.parts.firstFit == (13...34).map(TwoWeekWorld.day))
        #expect(trained.parts.validation == (41...43).map(TwoWeekWorld.day))
        #expect(trained.parts.test == (50...52).map(TwoWeekWorld.day))
        #expect(trained.parts.refit.isEmpty)
        #expect(trained.serving.newestLabelDay == TwoWeekWorld.day(41))
        #expect(trained.samplesTrained == 2 * TwoWeekWorld.seriesCount * 22)
        #expect(trained.metrics.samples == TwoWeekWorld.seriesCount * 3)
    }

    @Test func trainingDatesStride() throws {
        var training = TwoWeekWorld.training()
        training.asOfStrideDays = 3
        let trained = try TwoWeekWorld.train(TwoWeekWorld.request(training: training))
        #expect(trained.parts.firstFit == stride(from: 15, through: 39, by: 3).map(TwoWeekWorld.day))
        #expect(trained.parts.validation == (46...52).map(TwoWeekWorld.day))
        #expect(trained.parts.refit.last == TwoWeekWorld.day(52))
    }

    // MARK: Until

    @Test(arguments: TrainingRequest.Split.allCases)
    func untilCutsDataAndLabels(split: TrainingRequest.Split) throws {
        let until = TwoWeekWorld.day(49)
        let whole = TwoWeekWorld.source()
        let cut = try TwoWeekWorld.train(TwoWeekWorld.request(split, until: until), on: whole)
        let truncated = try TwoWeekWorld.train(TwoWeekWorld.request(split), on: whole.truncated(after: until))
        #expect(cut.serving.model.parameters.tensors == truncated.serving.model.parameters.tensors)
        #expect(cut.serving.state == truncated.serving.state)
        #expect(cut.metrics == truncated.metrics)
        #expect(cut.serving.newestLabelDay <= until)
        let all = try TwoWeekWorld.train(TwoWeekWorld.request(split), on: whole)
        #expect(all.serving.model.parameters.tensors != cut.serving.model.parameters.tensors)
    }

    @Test func untilTheNewestDayChangesNothing() throws {
        let until = try TwoWeekWorld.train(TwoWeekWorld.request(until: TwoWeekWorld.day(59)))
        let plain = try TwoWeekWorld.train()
        #expect(until.serving.model.parameters.tensors == plain.serving.model.parameters.tensors)
    }

    @Test(arguments: [-1, 60])
    func untilOutsideTheDataIsRefused(offset: Int) {
        let error = TrainingError.untilOutsideData(
            until: TwoWeekWorld.day(offset), oldest: TwoWeekWorld.firstDay, newest: TwoWeekWorld.day(59))
        #expect(throws: error) { try TwoWeekWorld.train(TwoWeekWorld.request(until: TwoWeekWorld.day(offset))) }
        #expect(error.isUsageFault)
    }

    // MARK: Reproducing

    @Test(arguments: [1, 2, 3])
    func weightsFollowSeedAndThreads(threads: Int) throws {
        func tensors(seed: UInt64) throws -> [NamedTensor] {
            try TwoWeekWorld.train(
                TwoWeekWorld.request(training: TwoWeekWorld.training(epochs: 1, seed: seed), threads: threads)
            ).serving.model.parameters.tensors
        }
        let first = try tensors(seed: 5)
        #expect(try tensors(seed: 5) == first)
        #expect(try tensors(seed: 6) != first)
    }

    // MARK: Learning

    @Test func learnsWhatLastWeekCannotKnow() throws {
        let trained = try TwoWeekWorld.train(
            TwoWeekWorld.request(.study, training: TwoWeekWorld.training(epochs: 12, learningRate: 1e-2)))
        let overall = trained.metrics.overall
        let model = try #require(overall.mean.nmae)
        let lastWeek = try #require(overall.lastWeek?.nmae)
        #expect(lastWeek > 0.5, "last week repeated knows too much for this test: \(lastWeek)")
        #expect(model < 0.6 * lastWeek, "\(model) against \(lastWeek)")
        let losses = trained.epochs.compactMap(\.loss)
        #expect(losses.count == 12)
        #expect(try #require(losses.last) < losses[0])
        let smape = try #require(overall.mean.smape)
        let first = try #require(trained.epochs[0].mean.smape)
        #expect(smape < first)
    }

    @Test func constantColumnsAreNoObstacle() throws {
        let trained = try TwoWeekWorld.train(on: TwoWeekWorld.source(hasConstantColumns: true))
        #expect(trained.serving.model.parameters.tensors.allSatisfy { $0.tensor.values.allSatisfy { $0.isFinite } })
        #expect(trained.metrics.overall.mean.nmae != nil)
        // The clicks in `feed` sum to zero, so that cell has no NMAE and is counted.
        #expect(trained.metrics.overall.cellsWithoutNMAE == 1)
    }

    @Test func oneScenarioIsEnough() throws {
        let trained = try TwoWeekWorld.train(on: TwoWeekWorld.source(scenarioNames: ["search"]))
        #expect(trained.serving.state.trainingScenarios == ["search"])
        #expect(trained.metrics.samples == TwoWeekWorld.advertiserCount * 7)
        #expect(trained.report(version: nil).cells.allSatisfy { $0.scenario == "search" })
    }

    // MARK: Ends without a model

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
        #expect(throws: TrainingError.noCompleteDay(database: "toy.sqlite")) {
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

    // MARK: Observing

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
