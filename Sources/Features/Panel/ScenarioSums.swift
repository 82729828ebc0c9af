/// The values of a ``Panel``'s advertisers summed over their scenarios.
///
/// An advertiser with one series has that series' values, which are not held twice: on many platforms most are such.
struct ScenarioSums: Equatable, Sendable {
    enum Place: Equatable, Sendable {
        /// The values are those of this series, the advertiser's only one.
        case series(Int32)
        /// The values are this block of ``blocks``.
        case block(Int32)
    }

    /// [block, day, measure].
    private(set) var blocks: [Float] = []
    /// One an advertiser.
    private(set) var places: [Place] = []
    private var blockCount: Int32 = 0

    /// Adds the next advertiser.
    ///
    /// - Parameters:
    ///   - series: the positions of its series, the last ones so far.
    ///   - values: [series, day, measure] of all series so far.
    ///   - extent: days times measures.
    mutating func append(series: Range<Int>, values: [Float], extent: Int) {
        guard series.count != 1 else { return places.append(.series(Int32(series.lowerBound))) }
        places.append(.block(blockCount))
        blockCount += 1
        var sums = [Double](repeating: 0, count: extent)
        for position in series {
            for index in 0..<extent { sums[index] += Double(values[position * extent + index]) }
        }
        blocks.append(contentsOf: sums.lazy.map(Float.init(limited:)))
    }
}
