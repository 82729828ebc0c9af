import Benchmark

@testable import AdvertiserDomain
@testable import Features
@testable import ForecastModels
@testable import Inference
@testable import Training

/// The default preset as a whole: batches, steps, forward passes, forecasts of one advertiser.
func modelBenchmarks() {
    let batchRows = 256

    Benchmark("batch: encode 256 samples with labels") { benchmark in
        let world = try MeasuredWorld(advertisers: 100)
        var batch = Batch(layout: world.encoder.layout, capacity: batchRows)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            world.encoder.encode(world.samples[..<batchRows], into: &batch, labels: true)
        }
        benchmark.stopMeasurement()
        blackHole(batch.dense[0])
    }
    for threads in [1, 2] {
        Benchmark(
            "training: 20 steps of 256 samples, \(threads) thread\(threads == 1 ? "" : "s")",
            configuration: .init(warmupIterations: 1, maxDuration: .seconds(5))
        ) { benchmark in
            let world = try MeasuredWorld(advertisers: 100)
            var configuration = TrainingConfiguration.default
            configuration.epochs = 1
            let model = try world.model()
            let trainer = Trainer(configuration: configuration, threads: threads)
            let samples = Array(world.samples[..<(20 * batchRows)])
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                blackHole(
                    try trainer.fit(
                        model, to: samples, encoder: world.encoder, progress: { _ in }, isCancelled: { false },
                        epochEnd: { _ in }))
            }
            benchmark.stopMeasurement()
        }
    }
    for rows in [1, 32, 256] {
        Benchmark("forward: \(rows) row\(rows == 1 ? "" : "s"), 1 thread") { benchmark in
            let world = try MeasuredWorld(advertisers: 100)
            let predictor = try world.predictor()
            var batch = Batch(layout: world.encoder.layout, capacity: rows)
            world.encoder.encode(world.samples[..<rows], into: &batch, labels: false)
            blackHole(predictor.means(of: batch))
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(predictor.means(of: batch)) }
            benchmark.stopMeasurement()
        }
    }
    Benchmark("engine: one advertiser live, 5 scenarios") { benchmark in
        let world = try MeasuredWorld(advertisers: 20)
        let engine = try world.engine()
        blackHole(try engine.forecast(world.query(0)))
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try engine.forecast(world.query(0))) }
        benchmark.stopMeasurement()
    }
    Benchmark("engine: look-up among 30,000 advertisers, 5 scenarios", configuration: .init(scalingFactor: .kilo)) {
        benchmark in
        let world = try MeasuredWorld(advertisers: 20)
        let table = try world.table(advertisers: 30_000, of: try world.engine())
        let names = stride(from: 0, to: 30_000, by: 37).map(MeasuredWorld.name)
        var position = 0
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            blackHole(table.scenarios(of: names[position]))
            position = (position + 1) % names.count
        }
        benchmark.stopMeasurement()
    }
}
