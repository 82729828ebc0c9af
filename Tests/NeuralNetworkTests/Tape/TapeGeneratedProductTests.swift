import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeGeneratedProductTests {
    /// Matrices so large that a tile holds two rows, and so small that it holds them all.
    @Test(arguments: [(5, 1, 250), (5, 3, 7), (1, 2, 9)])
    func multipliesEachRowByItsMatrix(rows: Int, repeats: Int, width: Int) {
        let tape = Tape.withoutParameters()
        let input = Matrix(rows: rows * repeats, columns: width, seed: 1)
        let knowledge = Matrix(rows: rows, columns: 3, seed: 2)
        let generator = Matrix(rows: 3, columns: width * width, seed: 3)
        let base = Matrix(rows: width, columns: width, seed: 4)
        let result = tape.generatedProduct(
            tape.constant(input), knowledge: tape.constant(knowledge), generator: tape.constant(generator),
            base: tape.constant(base), repeats: repeats)
        #expect(tape.rowCount(of: result) == rows * repeats && tape.columnCount(of: result) == width)
        let flat = knowledge * generator
        var largest = 0.0
        for row in 0..<rows * repeats {
            for column in 0..<width {
                let expected = (0..<width).reduce(0.0) { sum, index in
                    sum + input[row, index] * (flat[row / repeats, index * width + column] + base[index, column])
                }
                largest = max(largest, abs(expected - Double(tape.values(of: result)[row * width + column])))
            }
        }
        #expect(largest < 1e-3, "off by \(largest)")
    }
}
