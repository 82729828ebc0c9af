/// Exact quantiles of positive floats in constant memory, for panels whose values do not fit a second time.
///
/// Positive floats order as their bit patterns do: one pass counts the upper halves, which locates each quantile's bucket,
/// a second counts the lower halves inside those buckets.
struct PositiveQuantiles {
    /// The values of ascending rank ⌊k·count/16⌋ for k = 1…15, equal ones merged; empty without a positive value.
    let innerEdges: [Float]

    /// - Parameter forEachValue: calls its argument with every value, the same ones each time; it is called twice. Values
    ///   that are not above zero or not finite are passed over.
    @inline(__always)
    init(forEachValue: ((Float) -> Void) -> Void) {
        let halfCount = 1 << 16
        var upperCounts = [Int](repeating: 0, count: halfCount)
        upperCounts.withUnsafeMutableBufferPointer { counts in
            forEachValue { value in
                if value > 0, value.isFinite { counts[Int(value.bitPattern >> 16)] += 1 }
            }
        }
        let count = upperCounts.reduce(0, +)
        let ranks = count == 0 ? [] : (1...BinEdges.maximumEdgeCount).map { $0 * count / (BinEdges.codeCount - 1) }

        var buckets: [(upper: Int, rank: Int)] = []
        var slots = [Int](repeating: -1, count: halfCount)
        var upper = 0
        var before = 0
        var slotCount = 0
        for rank in ranks {
            while before + upperCounts[upper] <= rank {
                before += upperCounts[upper]
                upper += 1
            }
            buckets.append((upper: upper, rank: rank - before))
            if slots[upper] < 0 {
                slots[upper] = slotCount
                slotCount += 1
            }
        }

        var lowerCounts = [Int](repeating: 0, count: slotCount * halfCount)
        lowerCounts.withUnsafeMutableBufferPointer { counts in
            slots.withUnsafeBufferPointer { slots in
                forEachValue { value in
                    guard value > 0, value.isFinite else { return }
                    let slot = slots[Int(value.bitPattern >> 16)]
                    if slot >= 0 { counts[slot * halfCount + Int(value.bitPattern & 0xFFFF)] += 1 }
                }
            }
        }
        var edges: [Float] = []
        for bucket in buckets {
            var lower = 0
            var below = 0
            let first = slots[bucket.upper] * halfCount
            while below + lowerCounts[first + lower] <= bucket.rank {
                below += lowerCounts[first + lower]
                lower += 1
            }
            let edge = Float(bitPattern: UInt32(bucket.upper) << 16 | UInt32(lower))
            if edges.last != edge { edges.append(edge) }
        }
        innerEdges = edges
    }
}
