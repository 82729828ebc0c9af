/// The bin codes of one sequence's measures for every day of a panel.
struct SequenceCodes: Sendable {
    /// Bytes after the last code, so that eight codes may be read from any.
    private static let padding = 8

    /// Measures a day, each seen in both views.
    private let measureCount: Int
    /// [series, day, measure].
    private let own: [UInt8]
    /// [advertiser, day, measure], summed over all scenarios.
    private let all: [UInt8]

    init(panel: Panel, fields: SequenceFields) {
        measureCount = fields.measures.count
        own = Self.codes(of: panel.values, stride: panel.measureCount, measures: fields.measures, edges: fields.own)
        all = Self.codes(of: panel.allValues, stride: panel.measureCount, measures: fields.measures, edges: fields.all)
    }

    /// Writes the codes of the samples' windows, [row, day, this scenario's measures then those over all scenarios], from
    /// `firstRow` on.
    func copyWindows(
        of samples: UnsafeBufferPointer<Sample>, in panel: Panel, days: Int, to codes: inout [UInt8], firstRow: Int
    ) {
        let fieldCount = 2 * measureCount
        let rowWidth = days * fieldCount
        precondition(codes.count >= (firstRow + samples.count) * rowWidth, "no room for \(samples.count) rows")
        // Pointers stay inside this call; offsets are those of a series and a day of the panel.
        own.withUnsafeBufferPointer { own in
            all.withUnsafeBufferPointer { all in
                panel.series.withUnsafeBufferPointer { series in
                    codes.withUnsafeMutableBufferPointer { codes in
                        guard let own = own.baseAddress, let all = all.baseAddress, let first = codes.baseAddress
                        else { return }
                        let end = first + codes.count
                        var day = first + firstRow * rowWidth
                        for sample in samples {
                            let pair = Int(sample.series)
                            let advertiser = Int(series[pair].advertiser)
                            let firstDay = Int(sample.asOf) - days + 1
                            let ownWindow = own + (pair * panel.dayCount + firstDay) * measureCount
                            let allWindow = all + (advertiser * panel.dayCount + firstDay) * measureCount
                            for offset in 0..<days {
                                let source = offset * measureCount
                                copyDay(ownWindow + source, to: day, before: end)
                                copyDay(allWindow + source, to: day + measureCount, before: end)
                                day += fieldCount
                            }
                        }
                    }
                }
            }
        }
    }

    /// Copies one day's codes eight at a time; the bytes after them, before `end`, are spoilt and written later.
    ///
    /// - Parameter source: followed by ``padding`` readable bytes.
    @inline(__always)
    private func copyDay(
        _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, before end: UnsafeMutablePointer<UInt8>
    ) {
        guard end - target >= measureCount + Self.padding else {
            for measure in 0..<measureCount { target[measure] = source[measure] }
            return
        }
        for measure in stride(from: 0, to: measureCount, by: 8) {
            let eight = UnsafeRawPointer(source + measure).loadUnaligned(as: UInt64.self)
            UnsafeMutableRawPointer(target + measure).storeBytes(of: eight, as: UInt64.self)
        }
    }

    private static func codes(of values: [Float], stride: Int, measures: [Int], edges: EdgeTable) -> [UInt8] {
        guard stride > 0, !measures.isEmpty else { return [] }
        let dayCount = values.count / stride
        let codeCount = dayCount * measures.count
        return [UInt8](unsafeUninitializedCapacity: codeCount + padding) { codes, count in
            // Offsets are those of a day of the panel and of a measure in it.
            values.withUnsafeBufferPointer { values in
                edges.withCoder { code in
                    for (position, measure) in measures.enumerated() {
                        for day in 0..<dayCount {
                            codes[day * measures.count + position] = code(values[day * stride + measure], position)
                        }
                    }
                }
            }
            for position in codeCount..<codeCount + padding { codes[position] = 0 }
            count = codeCount + padding
        }
    }
}
