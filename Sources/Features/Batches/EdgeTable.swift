import TensorCore

/// The bin edges of a sequence's measures side by side, so that a value meets all of its own at once.
struct EdgeTable: Sendable {
    /// Places a measure, of which ``BinEdges`` fills 15 at most.
    private static let width = 16

    /// [measure, 16], after the last edge NaN, which no value reaches.
    private let edges: [Float]

    init(_ bins: [BinEdges]) {
        edges = bins.flatMap { bin in
            bin.edges + [Float](repeating: .nan, count: Self.width - bin.edges.count)
        }
    }

    /// Calls `body` with what gives the code, 0…16, of a value of a measure, as ``BinEdges`` defines it.
    @inline(__always)
    func withCoder<Result>(_ body: ((_ value: Float, _ measure: Int) -> UInt8) -> Result) -> Result {
        edges.withUnsafeBufferPointer { edges in
            // Without measures nobody asks.
            guard let base = edges.baseAddress else { return body { _, _ in 0 } }
            return body { value, measure in
                guard value > 0 else { return 0 }
                let own = base + measure * Self.width
                let values = Lanes(repeating: value)
                let zeros = SIMD8<Int32>.zero
                let reached =
                    zeros.replacing(with: 1, where: values .>= own.lanes(at: 0))
                    &+ zeros.replacing(with: 1, where: values .>= own.lanes(at: 8))
                return UInt8(truncatingIfNeeded: 1 &+ reached.wrappedSum())
            }
        }
    }
}
