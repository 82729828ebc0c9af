import Foundation
import Testing

@testable import Features

@Suite struct BinEdgesTests {
    @Test func zeroIsCodeZeroAndEqualityGoesUp() throws {
        let bins = try BinEdges(edges: [1, 2, 5])
        #expect(bins.code(of: 0) == 0)
        #expect(bins.code(of: -0.0) == 0)
        #expect(bins.code(of: 0.5) == 1)
        #expect(bins.code(of: 1) == 2)
        #expect(bins.code(of: Float(1).nextDown) == 1)
        #expect(bins.code(of: 4.9) == 3)
        #expect(bins.code(of: 5) == 4)
        #expect(bins.code(of: .greatestFiniteMagnitude) == 4)
        #expect(bins.code(of: .infinity) == 4)
        #expect(bins.code(of: .nan) == 0)
        #expect(bins.code(of: -3) == 0)
    }

    @Test func fifteenEdgesReachCodeSixteen() throws {
        let bins = try BinEdges(edges: (1...15).map(Float.init))
        #expect(
            (0...16).map { bins.code(of: Float($0)) } == [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16])
        #expect(bins.code(of: 0.1) == 1)
    }

    @Test func withoutEdgesEverythingPositiveHasCodeOne() throws {
        let bins = try BinEdges(edges: [])
        #expect(bins.code(of: 0) == 0)
        #expect(bins.code(of: 0.1) == 1)
        #expect(bins.code(of: 1e30) == 1)
    }

    @Test func refusesEdgesThatBreakTheRules() {
        #expect(throws: FittedStateError.notAscending(field: "bin edges")) { try BinEdges(edges: [1, 1]) }
        #expect(throws: FittedStateError.notAscending(field: "bin edges")) { try BinEdges(edges: [2, 1]) }
        #expect(throws: FittedStateError.notPositive(field: "bin edges")) { try BinEdges(edges: [0, 1]) }
        #expect(throws: FittedStateError.notFinite(field: "bin edges")) { try BinEdges(edges: [1, .infinity]) }
        #expect(throws: FittedStateError.notFinite(field: "bin edges")) { try BinEdges(edges: [.nan]) }
        #expect(throws: FittedStateError.wrongCount(field: "bin edges", found: 16, expected: 15)) {
            try BinEdges(edges: (1...16).map(Float.init))
        }
    }

    @Test func decodingChecksToo() throws {
        let bins = try JSONDecoder().decode(BinEdges.self, from: Data("[0.1, 2]".utf8))
        #expect(bins.edges == [0.1, 2])
        #expect(throws: FittedStateError.notAscending(field: "bin edges")) {
            try JSONDecoder().decode(BinEdges.self, from: Data("[2, 0.1]".utf8))
        }
        #expect(try String(decoding: JSONEncoder().encode(bins), as: UTF8.self) == "[0.1,2]")
    }
}
