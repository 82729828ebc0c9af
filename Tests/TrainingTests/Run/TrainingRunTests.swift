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

    /// A day without rows is no day without business: labels that it lies in are not used.
    @Test func labelsOverAGapAreNotUsed() throws {
        var source = TwoWeekWorld.source()
        source.gaps = [TwoWeekWorld.day(30)]
        let trained = try TwoWeekWorld.train(
            TwoWeekWorld.request(training: TwoWeekWorld.training(epochs: 1)), on: source)
        #expect(trained.parts.firstFit == (Array(13...22) + Array(30...39)).map(TwoWeekWorld.day))
        #expect(trained.parts.refit == (Array(13...22) + Array(30...52)).map(TwoWeekWorld.day))
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
        let all = try TwoWeekWorld.train(TwoWeekWorld.request(split), on: whole)
        #expect(all.serving.model.parameters.tensors != cut.serving.model.parameters.tensors)
    }

    @Test func untilTheNewestDayChangesNothing() throws {
        let until = try TwoWeekWorld.train(TwoWeekWorld.request(until: TwoWeekWorld.day(59)))
        let plain = try TwoWeekWorld.train()
        #expect(until.serving.model.parameters.tensors == plain.serving.model.parameters.tensors)
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
}
