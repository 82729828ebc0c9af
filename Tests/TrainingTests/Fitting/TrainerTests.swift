import AdvertiserDomain
import Features
import ForecastModels
import NeuralNetwork
import TensorCore
import Testing

@testable import Training

@Suite struct TrainerTests {
    /// What epochs and weights a fit gives.
    private func fit(
        _ training: TrainingConfiguration = TwoWeekWorld.training(), threads: Int = 2, samples: Int? = nil,
        world: FittedWorld? = nil
    ) throws -> (epochs: [FittedEpoch], tensors: [NamedTensor], seconds: Double) {
        let world = try world ?? FittedWorld()
        var epochs: [FittedEpoch] = []
        let seconds = try Trainer(configuration: training, threads: threads).fit(
            world.model, to: Array(world.samples.prefix(samples ?? .max)), encoder: world.encoder, progress: { _ in },
            isCancelled: { false }, epochEnd: { epochs.append($0) })
        return (epochs, world.model.parameters.tensors, seconds)
    }

    @Test func everyEpochIsTold() throws {
        let result = try fit(TwoWeekWorld.training(epochs: 3))
        #expect(result.epochs.map(\.epoch) == [0, 1, 2])
        #expect(result.epochs.allSatisfy { $0.loss.isFinite && $0.seconds > 0 })
        #expect(abs(result.epochs.reduce(0) { $0 + $1.seconds } - result.seconds) < 1e-9)
    }

    @Test func everyParameterIsTrained() throws {
        let world = try FittedWorld()
        let before = world.model.parameters.tensors
        let after = try fit(TwoWeekWorld.training(epochs: 1), world: world).tensors
        for (old, new) in zip(before, after) {
            #expect(old.name == new.name && old != new, "\(old.name) was not trained")
        }
    }

    /// A loss is taken before its step: with one batch and no masks it depends on the slices by rounding alone.
    @Test func slicesChangeTheLossByRoundingAlone() throws {
        var training = TwoWeekWorld.training(epochs: 1)
        training.batchSize = 810
        training.attributeDropout = TrainingConfiguration.AttributeDropout(name: 0, other: 0)
        let losses = try [1, 2, 5].map { threads in
            try fit(training, threads: threads, world: FittedWorld(dropout: 0)).epochs[0].loss
        }
        for loss in losses { #expect(abs(loss - losses[0]) < 1e-5 * losses[0]) }
    }

    /// More threads than rows, one row a batch, a batch larger than all samples.
    @Test(arguments: [(7, 5, 3), (1, 4, 9), (1_048_576, 2, 30)])
    func anyCutOfBatchesWorks(batchSize: Int, threads: Int, samples: Int) throws {
        var training = TwoWeekWorld.training(epochs: 1)
        training.batchSize = batchSize
        let result = try fit(training, threads: threads, samples: samples)
        #expect(result.epochs[0].loss.isFinite)
        #expect(result.tensors.allSatisfy { $0.tensor.values.allSatisfy { $0.isFinite } })
    }

    @Test func noThreadsAreOne() throws {
        #expect(try fit(threads: 0).tensors == fit(threads: 1).tensors)
    }

    @Test func endlessTrainingMayBeStopped() throws {
        let world = try FittedWorld()
        var steps = 0
        #expect(throws: TrainingError.interrupted) {
            try Trainer(configuration: TwoWeekWorld.training(epochs: .max), threads: 1).fit(
                world.model, to: world.samples, encoder: world.encoder, progress: { #expect($0.secondsLeft > 0) },
                isCancelled: {
                    steps += 1
                    return steps > 60
                }, epochEnd: { _ in })
        }
    }

    @Test func whatTheEpochsEndThrowsEndsTheFit() throws {
        struct Stop: Error {}
        let world = try FittedWorld()
        var epochs = 0
        #expect(throws: Stop.self) {
            try Trainer(configuration: TwoWeekWorld.training(epochs: 5), threads: 1).fit(
                world.model, to: world.samples, encoder: world.encoder, progress: { _ in }, isCancelled: { false },
                epochEnd: { _ in
                    epochs += 1
                    if epochs == 2 { throw Stop() }
                })
        }
        #expect(epochs == 2)
    }

    @Test func aConstantScheduleIsAnotherTraining() throws {
        var constant = TwoWeekWorld.training()
        constant.schedule = .constant
        #expect(try fit(constant).tensors != fit().tensors)
    }
}
