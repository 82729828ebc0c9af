import Benchmark

@testable import NeuralNetwork
@testable import TensorCore

/// Adam over 560 thousand parameters, about those of the default preset, with the gradients of two threads.
func optimiserBenchmarks() {
    Benchmark("Adam: 560,000 parameters, 2 threads") { benchmark in
        var layout = ParameterLayout()
        _ = layout.declare(
            "matrix", rows: 700, columns: 800, kind: .staticMatrix, initializer: .normal(deviation: 1))
        let store = ParameterStore(layout: layout, seed: 1)
        let gradients = [UInt64(2), 3].map { normalBuffer(count: layout.extent, seed: $0) }
        var optimiser = Adam(layout: layout, generatorPenalty: 0, staticPenalty: 0)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            optimiser.update(store, gradients: gradients, learningRate: 1e-3)
        }
        benchmark.stopMeasurement()
        blackHole(store.values.base[0])
    }
}
