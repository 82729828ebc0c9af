/// The bin codes of one sequence's measures for every day of a panel.
struct SequenceCodes: Sendable {
    /// Measures a day, each seen in both views.
    private let measureCount: Int
    /// [series, day, measure].
    private let own: [UInt8]
    /// [advertiser, day, measure], summed over all scenarios.
    private let all: [UInt8]

    /// - Parameter measures: positions of the sequence's measures in a day of the panel, as many as there are bins.
    init(panel: Panel, measures: [Int], bins: SequenceBins) {
        measureCount = measures.count
        own = Self.codes(of: panel.values, stride: panel.measureCount, measures: measures, bins: bins.own)
        all = Self.codes(of: panel.allValues, stride: panel.measureCount, measures: measures, bins: bins.all)
    }

    /// Writes the codes of the samples' windows, [row, day, this scenario's measures then those over all scenarios].
    func copyWindows(
        of samples: UnsafeBufferPointer<Sample>, in panel: Panel, days: Int, to codes: inout [UInt8]
    ) {
        let fieldCount = 2 * measureCount
        precondition(codes.count >= samples.count * days * fieldCount, "no room for \(samples.count) rows")
        // Pointers stay inside this call; offsets are those of a series and a day of the panel.
        own.withUnsafeBufferPointer { own in
            all.withUnsafeBufferPointer { all in
                panel.series.withUnsafeBufferPointer { series in
                    codes.withUnsafeMutableBufferPointer { codes in
                        guard let own = own.baseAddress, let all = all.baseAddress, var day = codes.baseAddress
                        else { return }
                        for sample in samples {
                            let pair = Int(sample.series)
                            let advertiser = Int(series[pair].advertiser)
                            let first = Int(sample.asOf) - days + 1
                            let ownWindow = own + (pair * panel.dayCount + first) * measureCount
                            let allWindow = all + (advertiser * panel.dayCount + first) * measureCount
                            for offset in 0..<days {
                                let source = offset * measureCount
                                for measure in 0..<measureCount {
                                    day[measure] = ownWindow[source + measure]
                                    day[measureCount + measure] = allWindow[source + measure]
                                }
                                day += fieldCount
                            }
                        }
                    }
                }
            }
        }
    }

    private static func codes(of values: [Float], stride: Int, measures: [Int], bins: [BinEdges]) -> [UInt8] {
        guard stride > 0, !measures.isEmpty else { return [] }
        let dayCount = values.count / stride
        return [UInt8](unsafeUninitializedCapacity: dayCount * measures.count) { codes, count in
            for (position, (measure, bins)) in zip(measures, bins).enumerated() {
                for day in 0..<dayCount {
                    codes[day * measures.count + position] = bins.code(of: values[day * stride + measure])
                }
            }
            count = dayCount * measures.count
        }
    }
}
