import TensorCore

/// The bin edges of a sequence's measures side by side. Eight values meet each edge at once.
struct EdgeTable: Sendable {
    /// Places a measure.
    private static let width = BinEdges.maximumEdgeCount

    /// [measure, 15], after the last edge NaN, which no value reaches.
    private let edges: [Float]

    init(_ bins: [BinEdges]) {
        edges = bins.flatMap { bin in
            bin.edges + [Float](repeating: .nan, count: Self.width - bin.edges.count)
        }
    }

    /// Calls `body` with what gives the codes, 0…16, of eight values of a measure, as ``BinEdges`` defines them.
    @inline(__always)
    func withCoder<Result>(_ body: ((_ values: Lanes, _ measure: Int) -> SIMD8<Int32>) -> Result) -> Result {
        edges.withUnsafeBufferPointer { edges in
            // Without measures nobody asks.
            guard let base = edges.baseAddress else { return body { _, _ in .zero } }
            return body { values, measure in
                let own = base + measure * Self.width
                let zeros = SIMD8<Int32>.zero
                // Edges are positive, so that what is not above zero reaches none.
                var codes = zeros.replacing(with: 1, where: values .> 0)
                for edge in 0..<Self.width {
                    codes &+= zeros.replacing(with: 1, where: values .>= Lanes(repeating: own[edge]))
                }
                return codes
            }
        }
    }
}
