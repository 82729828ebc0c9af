import TensorCore

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
        own = Self.codes(of: panel, count: panel.series.count, fields.measures, edges: fields.own) { $0.own($1) }
        all = Self.codes(of: panel, count: panel.advertisers.count, fields.measures, edges: fields.all) { $0.all($1) }
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

    /// - Parameters:
    ///   - count: how many blocks there are.
    ///   - block: the values of one of them.
    @inline(__always)
    private static func codes(
        of panel: Panel, count: Int, _ measures: [Int], edges: EdgeTable,
        block: (PanelBlocks, Int) -> UnsafePointer<Float>
    ) -> [UInt8] {
        guard count > 0, !measures.isEmpty else { return [] }
        let dayCount = panel.dayCount
        let stride = panel.measureCount
        let codeCount = count * dayCount * measures.count
        return [UInt8](unsafeUninitializedCapacity: codeCount + padding) { codes, written in
            // Offsets are those of a day of the panel and of a measure in it.
            panel.withBlocks { blocks in
                edges.withCoder { code in
                    for position in 0..<count {
                        let values = block(blocks, position)
                        let first = position * dayCount * measures.count
                        for (field, measure) in measures.enumerated() {
                            for day in Swift.stride(from: 0, to: dayCount, by: 8) {
                                // Behind the last day it comes again.
                                func place(_ lane: Int) -> Int { min(day + lane, dayCount - 1) }
                                func value(_ lane: Int) -> Float { values[place(lane) * stride + measure] }
                                let eight = Lanes(
                                    value(0), value(1), value(2), value(3), value(4), value(5), value(6), value(7))
                                let found = code(eight, field)
                                for lane in 0..<8 {
                                    codes[first + place(lane) * measures.count + field] =
                                        UInt8(truncatingIfNeeded: found[lane])
                                }
                            }
                        }
                    }
                }
            }
            for position in codeCount..<codeCount + padding { codes[position] = 0 }
            written = codeCount + padding
        }
    }
}
