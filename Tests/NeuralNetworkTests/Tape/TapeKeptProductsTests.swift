import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeKeptProductsTests {
    @Test func multipliesEveryBlock() {
        let tape = Tape.withoutParameters()
        let projection = Matrix(rows: 3, columns: 2, seed: 1)
        let blocks = [Matrix(rows: 2, columns: 5, seed: 2), Matrix(rows: 2, columns: 5, seed: 3)]
        let stacked = Matrix(rows: 4, columns: 5) { row, column in blocks[row / 2][row % 2, column] }
        let products = blocks.map { projection * $0 }
        let expected = Matrix(rows: 6, columns: 5) { row, column in products[row / 3][row % 3, column] }
        let product = tape.blockwiseProduct(tape.constant(projection), tape.constant(stacked))
        #expect(expected.agrees(with: product, on: tape))
    }

    @Test func isMadeOnceWhereParametersAreFinal() {
        var layout = ParameterLayout()
        let names = ["first", "second"].map {
            layout.declare($0, rows: 2, columns: 2, kind: .staticMatrix, initializer: .normal(deviation: 1))
        }
        let store = ParameterStore(layout: layout, seed: 1)
        func makes(parametersAreFinal: Bool) -> Int {
            let tape = Tape(parameters: store, differentiates: false, parametersAreFinal: parametersAreFinal)
            var makes = 0
            for _ in 0..<3 {
                tape.reset()
                for factor in [nil, names[1]] {
                    let kept = tape.kept(for: names[0], times: factor) {
                        makes += 1
                        return tape.affine(
                            [(tape.parameter(names[0]), tape.parameter(factor ?? names[0]))])
                    }
                    let expected = tape.affine([(tape.parameter(names[0]), tape.parameter(factor ?? names[0]))])
                    #expect(Array(tape.values(of: kept)) == Array(tape.values(of: expected)))
                }
            }
            return makes
        }
        #expect(makes(parametersAreFinal: true) == 2)
        #expect(makes(parametersAreFinal: false) == 6)
    }
}
