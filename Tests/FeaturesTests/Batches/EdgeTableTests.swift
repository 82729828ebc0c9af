import Testing

@testable import Features

@Suite struct EdgeTableTests {
    @Test func zeroIsCodeZeroAndEqualityGoesUp() throws {
        let values: [Float] = [
            0, -0.0, 0.5, Float(1).nextDown, 1, 4.9, Float(5).nextDown, 5, .greatestFiniteMagnitude, .infinity, .nan,
            -3,
        ]
        #expect(try codes(of: values, edges: [1, 2, 5]) == [0, 0, 1, 1, 2, 3, 3, 4, 4, 4, 0, 0])
    }

    @Test func fifteenEdgesReachCodeSixteen() throws {
        #expect(
            try codes(of: [0.1] + (0...16).map(Float.init), edges: (1...15).map(Float.init))
                == [1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16])
    }

    @Test func withoutEdgesEverythingPositiveHasCodeOne() throws {
        #expect(try codes(of: [0, .leastNonzeroMagnitude, 0.1, 1e30], edges: []) == [0, 1, 1, 1])
    }

    @Test func eachMeasureHasItsOwnEdges() throws {
        let table = EdgeTable(
            try [BinEdges(edges: [1, 2, 5]), BinEdges(edges: []), BinEdges(edges: (1...15).map(Float.init))])
        #expect(table.withCoder { code in (0..<3).map { code(.init(repeating: 5), $0)[7] } } == [4, 1, 6])
    }

    @Test func eightValuesHaveCodesOfTheirOwn() throws {
        let table = EdgeTable([try BinEdges(edges: [1, 2, 5])])
        #expect(
            table.withCoder { code in code([0, 0.5, 1, 1.5, 2, 4, 5, .nan], 0) } == [0, 1, 2, 2, 3, 3, 4, 0])
    }

    private func codes(of values: [Float], edges: [Float]) throws -> [Int32] {
        EdgeTable([try BinEdges(edges: edges)]).withCoder { code in values.map { code(.init(repeating: $0), 0)[0] } }
    }
}
