import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct TapeLookupTests {
    private let tape = Tape.withoutParameters()

    @Test func aCategoryIsUnknownPlusItsDifference() {
        let unknown = Matrix(rows: 1, columns: 3, seed: 1)
        let difference = Matrix(rows: 4, columns: 3, seed: 2)
        let codes: [Int32] = [0, 9, 4, 9, 1, 9]
        codes.withUnsafeBufferPointer { codes in
            let result = tape.differenceLookup(
                unknown: tape.constant(unknown), difference: tape.constant(difference), codes: codes, stride: 2,
                rows: 3)
            let expected = Matrix(rows: 3, columns: 3) { row, column in
                let code = [0, 4, 1][row]
                return unknown[0, column] + (code > 0 ? difference[code - 1, column] : 0)
            }
            #expect(expected.agrees(with: result, on: tape))
        }
    }

    @Test func columnsLieSideBySide() {
        let parts = [2, 1, 4].enumerated().map { Matrix(rows: 3, columns: $1, seed: UInt64($0)) }
        let result = tape.columns(parts.map { tape.constant($0) })
        let expected = Matrix(
            rows: 3, columns: 7,
            values: (0..<3).flatMap { row in
                parts.flatMap { part in (0..<part.columns).map { part[row, $0] } }
            })
        #expect(expected.agrees(with: result, on: tape, tolerance: 0))
    }
}
