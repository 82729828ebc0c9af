import Foundation
import Testing

@testable import Features

@Suite struct BinEdgesTests {
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
