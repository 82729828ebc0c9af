/// The discretisation of one measure (section 4.1.1 of the paper).
///
/// Code 0 is zero; a positive value's code is 1 plus the number of edges that are not above it, so a value equal to an
/// edge goes up and everything from the last edge on shares the top code. What is not above zero, NaN included, has code 0.
/// ``EdgeTable`` finds the codes.
package struct BinEdges: Equatable, Sendable {
    /// Codes that a sequence field may have: zero and 16 bins of positive values.
    package static let codeCount = 17
    /// Edges that part 16 bins.
    static let maximumEdgeCount = codeCount - 2

    /// Strictly ascending, positive and finite, at most 15; fewer where quantiles coincide.
    package let edges: [Float]

    /// - Throws: ``FittedStateError`` unless the edges are as ``edges`` says.
    package init(edges: [Float]) throws(FittedStateError) {
        guard edges.count <= Self.maximumEdgeCount else {
            throw .wrongCount(field: "bin edges", found: edges.count, expected: Self.maximumEdgeCount)
        }
        guard edges.allSatisfy(\.isFinite) else { throw .notFinite(field: "bin edges") }
        guard edges.allSatisfy({ $0 > 0 }) else { throw .notPositive(field: "bin edges") }
        guard zip(edges, edges.dropFirst()).allSatisfy(<) else { throw .notAscending(field: "bin edges") }
        self.edges = edges
    }

    /// The edges at the quantiles 1/16 … 15/16 of positive values, ties merged.
    init(quantiles: PositiveQuantiles) {
        edges = quantiles.innerEdges
    }
}

/// Encoded as the array of edges.
extension BinEdges: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(edges: decoder.singleValueContainer().decode([Float].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(edges)
    }
}
