import Benchmark

@testable import TensorCore

/// Matrix products at the sizes of the default preset, half a batch (128 rows) as each of two threads sees it.
func productBenchmarks() {
    func measure(_ name: String, rows: Int, inner: Int, columns: Int) {
        Benchmark(
            "product: \(name), \(rows)×\(inner)×\(columns)", configuration: .init(scalingFactor: .kilo)
        ) { benchmark in
            MatrixProduct.useCallingThreadOnly()
            let left = normalBuffer(count: rows * inner, seed: 1)
            let right = normalBuffer(count: inner * columns, seed: 2)
            let result = AlignedBuffer(count: rows * columns)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                MatrixProduct.multiply(
                    left.base, stride: inner, by: right.base, stride: columns, into: result.base, stride: columns,
                    rows: rows, inner: inner, columns: columns, accumulates: false)
            }
            benchmark.stopMeasurement()
            withExtendedLifetime((left, right)) { blackHole(result.base[0]) }
        }
    }

    measure("experts", rows: 128, inner: 1244, columns: 256)
    measure("meta attention", rows: 512, inner: 64, columns: 128)
    measure("meta tower", rows: 128, inner: 64, columns: 64)
    measure("scenario knowledge", rows: 128, inner: 64, columns: 64)
    measure("one row of the experts", rows: 1, inner: 1244, columns: 256)
}
