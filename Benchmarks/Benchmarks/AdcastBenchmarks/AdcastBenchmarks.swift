import Benchmark

/// Every benchmark, in the order in which the parts build on each other.
let benchmarks: @Sendable () -> Void = {
    // Wall time is what is read; the rest would only repeat it.
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .one, maxDuration: .seconds(1),
        maxIterations: 100_000)
    vectorBenchmarks()
    productBenchmarks()
    tapeBenchmarks()
    optimiserBenchmarks()
    modelBenchmarks()
    serviceBenchmarks()
}
