extension TaskLabels {
    /// Writes the labels of samples whose horizons lie inside the panel, [row, task], from `firstRow` on.
    func write(
        of samples: UnsafeBufferPointer<Sample>, in panel: Panel, to labels: inout [Float], firstRow: Int = 0
    ) {
        precondition(labels.count >= (firstRow + samples.count) * taskCount, "no room for \(samples.count) rows")
        let dayCount = panel.dayCount
        let measureCount = panel.measureCount
        // Pointers stay inside this call; offsets are those of a series and a day of the panel.
        panel.values.withUnsafeBufferPointer { values in
            labels.withUnsafeMutableBufferPointer { labels in
                guard let values = values.baseAddress, let labels = labels.baseAddress else { return }
                for (row, sample) in samples.enumerated() {
                    let nextDay = Int(sample.series) * dayCount + Int(sample.asOf) + 1
                    write(firstDay: values + nextDay * measureCount, to: labels + (firstRow + row) * taskCount)
                }
            }
        }
    }
}
