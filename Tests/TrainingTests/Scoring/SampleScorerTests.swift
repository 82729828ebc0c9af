import AdvertiserDomain
import Features
import ForecastModels
import Testing

@testable import Training

@Suite struct SampleScorerTests {
    @Test func equalsPredictionsOneByOne() throws {
        let world = try FittedWorld()
        let samples = Array(world.samples.prefix(300))
        let means = SampleScorer(model: world.model, encoder: world.encoder, threads: 2).means(of: samples)
        #expect(means.count == 900)
        let predictor = Predictor(
            model: world.model, taskScales: world.encoder.state.taskScales, horizonDays: TwoWeekWorld.horizonDays)
        var batch = Batch(layout: world.encoder.layout, capacity: 1)
        for index in samples.indices {
            world.encoder.encode(samples[index...index], into: &batch, labels: false)
            let alone = predictor.means(of: batch)
            #expect(
                alone.indices.allSatisfy { abs(means[3 * index + $0] - alone[$0]) <= 1e-5 * max(1, abs(alone[$0])) },
                "sample \(index)")
        }
    }

    @Test(arguments: [0, 1, 3, 16])
    func doesNotDependOnTheNumberOfThreads(threads: Int) throws {
        let world = try FittedWorld()
        let two = SampleScorer(model: world.model, encoder: world.encoder, threads: 2).means(of: world.samples)
        let other = SampleScorer(model: world.model, encoder: world.encoder, threads: threads).means(of: world.samples)
        #expect(two == other)
        #expect(Set(two).count > 500)
    }

    @Test func noSamplesGiveNoForecasts() throws {
        let world = try FittedWorld()
        #expect(SampleScorer(model: world.model, encoder: world.encoder, threads: 2).means(of: []).isEmpty)
    }
}
