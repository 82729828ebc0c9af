import AdvertiserDomain
import Features
import ForecastModels
import Testing

@testable import Training

@Suite struct SampleScorerTests {
    @Test func equalsPredictionsOneByOne() throws {
        let world = try FittedWorld()
        let samples = Array(world.samples.prefix(300))
        let forecasts = world.scorer().forecasts(of: samples)
        #expect(forecasts.count == 900)
        let predictor = Predictor(
            model: world.model,
            rule: ForecastRule(
                specification: world.encoder.specification, state: world.encoder.state, head: world.model.head,
                decision: .smape))
        var batch = Batch(layout: world.encoder.layout, capacity: 1)
        for index in samples.indices {
            world.encoder.encode(samples[index...index], into: &batch, labels: false)
            let alone = predictor.means(of: batch)
            #expect(
                alone.indices.allSatisfy {
                    abs(forecasts[3 * index + $0].mean - alone[$0]) <= 1e-5 * max(1, abs(alone[$0]))
                },
                "sample \(index)")
        }
    }

    @Test(arguments: [0, 1, 3, 16])
    func doesNotDependOnTheNumberOfThreads(threads: Int) throws {
        let world = try FittedWorld()
        let two = world.scorer().forecasts(of: world.samples)
        let other = world.scorer(threads: threads).forecasts(of: world.samples)
        #expect(two == other)
        #expect(Set(two.map(\.mean)).count > 500)
    }

    @Test func quantileLevelsOfManySamplesAreThoseOfSomeEvenlySpread() throws {
        let world = try FittedWorld(head: .hurdle)
        let spread = world.samples.evenlySpread(atMost: 300)
        let levels = try #require(world.scorer().quantileLevels(on: world.samples, seed: 1, limit: 300))
        #expect(levels == world.scorer().quantileLevels(on: spread, seed: 1))
        #expect(levels != world.scorer().quantileLevels(on: world.samples, seed: 1))
        #expect(levels.problem(taskCount: 3) == nil)
    }

    @Test func aHeadWithoutDistributionsHasNoQuantileLevels() throws {
        let world = try FittedWorld()
        #expect(world.scorer().quantileLevels(on: world.samples, seed: 1) == nil)
        #expect(try FittedWorld(head: .hurdle).scorer().quantileLevels(on: [], seed: 1) == nil)
    }

    @Test func noSamplesGiveNoForecasts() throws {
        let world = try FittedWorld()
        #expect(world.scorer().forecasts(of: []).isEmpty)
    }
}
