import Testing

@testable import Features

@Suite struct EdgeTableTests {
    @Test func codesAreThoseOfEachMeasuresBins() throws {
        let bins = try [
            BinEdges(edges: [1, 2, 5]), BinEdges(edges: []), BinEdges(edges: (1...15).map(Float.init)),
        ]
        let values: [Float] =
            [0, -0.0, -3, .nan, .infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, Float(5).nextDown]
            + (0...32).map { Float($0) / 2 }
        EdgeTable(bins).withCoder { code in
            for (measure, bins) in bins.enumerated() {
                for value in values {
                    #expect(code(value, measure) == bins.code(of: value), "\(value) of measure \(measure)")
                }
            }
        }
    }
}
