import Foundation
import TensorCore
import Testing

@testable import Features

@Suite struct PositiveQuantilesTests {
    private func edges(of values: [Float]) -> [Float] {
        PositiveQuantiles { visit in values.forEach(visit) }.innerEdges
    }

    @Test func sixteenValuesHaveABinEach() throws {
        let values = (1...16).map(Float.init)
        #expect(edges(of: values.reversed() + [0, 0, 0]) == (2...16).map(Float.init))
        let bins = try BinEdges(edges: edges(of: values))
        let codes = EdgeTable([bins]).withCoder { code in values.map { code(.init(repeating: $0), 0)[0] } }
        #expect(codes == Array(1...16))
    }

    @Test func tiesAreMerged() {
        // Ranks ⌊3k/16⌋ are 0 for k up to 5, 1 up to 10, then 2.
        #expect(edges(of: [7, 3, 5]) == [3, 5, 7])
        // Ranks ⌊32k/16⌋ = 2k: the first ten of fifteen edges fall on the twenty-one ones.
        #expect(edges(of: [Float](repeating: 1, count: 21) + (2...12).map(Float.init)) == [1, 3, 5, 7, 9, 11])
        #expect(edges(of: [4, 4, 4]) == [4])
    }

    @Test func withoutPositiveValuesThereIsNoEdge() {
        #expect(edges(of: []) == [])
        #expect(edges(of: [0, 0, -1, .nan, .infinity]) == [])
    }

    @Test func equalsSortingOverManyMagnitudes() {
        var generator = SeededGenerator(seed: 11)
        let values = (0..<10_001).map { _ in Float(exp2(40 * generator.uniformDouble() - 20)) }
        let sorted = values.sorted()
        #expect(edges(of: values) == (1...15).map { sorted[$0 * sorted.count / 16] })
    }
}
