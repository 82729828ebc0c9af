import AdvertiserDomain

extension DenseFeatures {
    /// Writes the features of samples whose windows lie inside the panel, [row, Q], from `firstRow` on, and calls `finish`
    /// with each row.
    @inline(__always)
    func forEachRow(
        of samples: UnsafeBufferPointer<Sample>, in panel: Panel, output: inout [Float], firstRow: Int = 0,
        finish: (UnsafeMutablePointer<Float>) -> Void
    ) {
        precondition(output.count >= (firstRow + samples.count) * width, "no room for \(samples.count) rows")
        let firstWeekday = panel.firstDay.weekday
        // Pointers stay inside this call; offsets are those of a day of the panel.
        panel.withBlocks { blocks in
            panel.series.withUnsafeBufferPointer { series in
                output.withUnsafeMutableBufferPointer { output in
                    withUnsafeTemporaryAllocation(of: Double.self, capacity: scratchCount) { scratch in
                        guard let rows = output.baseAddress, let scratch = scratch.baseAddress else { return }
                        for (index, sample) in samples.enumerated() {
                            let asOf = Int(sample.asOf)
                            let pair = Int(sample.series)
                            let advertiser = Int(series[pair].advertiser)
                            let row = rows + (firstRow + index) * width
                            write(
                                own: blocks.own(pair) + asOf * measureCount,
                                all: blocks.all(advertiser) + asOf * measureCount,
                                weekday: (firstWeekday + asOf) % 7, scratch: scratch, to: row)
                            finish(row)
                        }
                    }
                }
            }
        }
    }
}
