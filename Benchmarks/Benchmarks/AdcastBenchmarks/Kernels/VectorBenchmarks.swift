import Benchmark

@testable import TensorCore

/// The kernels of TensorCore over vectors: 16,384 floats, or the 40 × 40 scores of an attention head.
func vectorBenchmarks() {
    let count = 16_384

    func measure(_ name: String, _ kernel: @escaping (UnsafeMutablePointer<Float>, UnsafePointer<Float>) -> Void) {
        Benchmark("kernel: \(name), 16,384", configuration: .init(scalingFactor: .kilo)) { benchmark in
            let target = normalBuffer(count: count, seed: 1)
            let source = normalBuffer(count: count, seed: 2)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { kernel(target.base, source.base) }
            benchmark.stopMeasurement()
            withExtendedLifetime((target, source)) { blackHole(target.base[0]) }
        }
    }

    measure("exponential") { target, source in
        for index in stride(from: 0, to: count, by: 8) {
            target.store(VectorMath.exponential(source.lanes(at: index)), at: index)
        }
    }
    measure("scale") { target, _ in VectorMath.scale(target, by: 0.999_999, count: count) }
    measure("add") { target, source in VectorMath.add(source, to: target, count: count) }
    measure("add a multiple") { target, source in VectorMath.add(source, times: 0.5, to: target, count: count) }
    measure("add a product") { target, source in VectorMath.addProduct(source, source, to: target, count: count) }
    measure("dot") { target, source in target[0] = VectorMath.dot(source, source, count: count) }
    measure("LeakyReLU") { target, _ in VectorMath.leakyReLU(target, slope: 0.01, count: count) }
    measure("LeakyReLU backward") { target, source in
        VectorMath.leakyReLUBackward(target, output: source, slope: 0.01, count: count)
    }
    Benchmark("kernel: softmax, 40 rows of 40", configuration: .init(scalingFactor: .kilo)) { benchmark in
        let scores = normalBuffer(count: 1_600, seed: 1)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { VectorMath.softmaxRows(scores.base, rows: 40, columns: 40) }
        benchmark.stopMeasurement()
        blackHole(scores.base[0])
    }
    Benchmark("kernel: random bits, 16,384", configuration: .init(scalingFactor: .kilo)) { benchmark in
        var generator = SeededGenerator(seed: 1)
        var bits: UInt64 = 0
        for _ in benchmark.scaledIterations {
            for _ in 0..<count { bits ^= generator.next() }
        }
        blackHole(bits)
    }
}

/// Normal numbers.
func normalBuffer(count: Int, seed: UInt64) -> AlignedBuffer {
    let buffer = AlignedBuffer(count: count)
    var generator = SeededGenerator(seed: seed)
    for index in 0..<count { buffer.base[index] = Float(generator.normal()) }
    return buffer
}
