import AdvertiserDomain
import Features
import ForecastModels
import NeuralNetwork
import TensorCore
import Testing

@testable import Training

@Suite struct TrainingWorkerTests {
    private func worker(_ world: FittedWorld, capacity: Int) throws -> TrainingWorker {
        try #require(
            TrainingWorker(
                model: world.model, encoder: world.encoder, capacity: capacity,
                attributeDropout: (name: 0.2, other: 0.1)))
    }

    @Test func anEmptySliceAddsNothing() throws {
        let world = try FittedWorld()
        let worker = try worker(world, capacity: 4)
        #expect(worker.accumulate([], batchRows: 8, generator: SeededGenerator(seed: 1)) == 0)
        #expect(worker.gradients.elements.allSatisfy { $0 == 0 })
    }

    @Test func gradientsAddUpUntilSomebodySetsThemToZero() throws {
        let world = try FittedWorld()
        let worker = try worker(world, capacity: 16)
        let generator = SeededGenerator(seed: 2)
        let first = worker.accumulate(world.samples[0..<16], batchRows: 16, generator: generator)
        let once = Array(worker.gradients.elements)
        let second = worker.accumulate(world.samples[0..<16], batchRows: 16, generator: generator)
        #expect(first == second && first > 0)
        for (one, two) in zip(once, worker.gradients.elements) {
            #expect(abs(two - 2 * one) <= 1e-4 * max(1, abs(one)))
        }
    }

    @Test func masksFollowTheGenerator() throws {
        let world = try FittedWorld()
        let worker = try worker(world, capacity: 16)
        let samples = world.samples[100..<116]
        func loss(_ seed: UInt64) -> Float {
            worker.accumulate(samples, batchRows: 16, generator: SeededGenerator(seed: seed))
        }
        #expect(loss(3) == loss(3))
        #expect(loss(3) != loss(4))
    }

    @Test func aSliceCountsByItsShareOfTheBatch() throws {
        let world = try FittedWorld()
        let worker = try worker(world, capacity: 8)
        let generator = SeededGenerator(seed: 5)
        let alone = worker.accumulate(world.samples[0..<8], batchRows: 8, generator: generator)
        let half = worker.accumulate(world.samples[0..<8], batchRows: 16, generator: generator)
        #expect(abs(2 * half - alone) < 1e-5 * alone)
    }
}
