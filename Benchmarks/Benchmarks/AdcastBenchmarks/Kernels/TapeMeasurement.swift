import Benchmark

@testable import NeuralNetwork
@testable import TensorCore

/// Measures an operation of the tape on parameters of normal numbers: forward alone, and forward with backward.
struct TapeMeasurement {
    /// Rows and columns of each operand.
    let operands: [(rows: Int, columns: Int)]
    /// Records the operation on the operands.
    let record: (Tape, [Variable]) -> Variable

    init(
        _ name: String, _ operands: [(rows: Int, columns: Int)], _ record: @escaping (Tape, [Variable]) -> Variable
    ) {
        self.operands = operands
        self.record = record
        run("tape: \(name), forward", backward: false)
        run("tape: \(name), and backward", backward: true)
    }

    private func run(_ name: String, backward: Bool) {
        let measurement = self
        Benchmark(name) { benchmark in
            var layout = ParameterLayout()
            let identifiers = measurement.operands.enumerated().map { position, operand in
                layout.declare(
                    "operand\(position)", rows: operand.rows, columns: operand.columns, kind: .staticMatrix,
                    initializer: .normal(deviation: 1))
            }
            let tape = Tape(parameters: ParameterStore(layout: layout, seed: 1), differentiates: backward)
            func pass() {
                tape.reset()
                let result = measurement.record(tape, identifiers.map { tape.parameter($0) })
                guard backward else { return blackHole(tape.values(of: result)[0]) }
                tape.backward(from: measurement.sum(of: result, on: tape))
            }
            // The tape takes its memory in the first pass.
            pass()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { pass() }
            benchmark.stopMeasurement()
        }
    }

    /// A 1 × 1 result with a gradient for every element: the sum, as a product with ones.
    private func sum(of result: Variable, on tape: Tape) -> Variable {
        let count = tape.rowCount(of: result) * tape.columnCount(of: result)
        guard count > 1 else { return result }
        let ones = tape.constant(rows: count, columns: 1) { $0.update(repeating: 1, count: count) }
        return tape.affine([(tape.reshaped(result, rows: 1), ones)])
    }
}
