extension SampleEncoder {
    /// The labels of samples, [sample, task], in the tasks' units.
    ///
    /// - Parameter samples: their horizons lie inside the panel.
    package func labels(of samples: [Sample]) -> [Float] {
        for sample in samples {
            precondition(
                panel.series.indices.contains(Int(sample.series)) && sample.asOf >= -1
                    && Int(sample.asOf) + specification.horizonDays < panel.dayCount,
                "the horizon of sample \(sample) is not all in the panel")
        }
        var labels = [Float](repeating: 0, count: samples.count * taskLabels.taskCount)
        samples.withUnsafeBufferPointer { taskLabels.write(of: $0, in: panel, to: &labels) }
        return labels
    }

    /// Whether ``repeatedLabels(of:)`` has all of them.
    package func repeatsLabels(of samples: [Sample]) -> Bool {
        let horizon = Int32(clamping: specification.horizonDays)
        return samples.allSatisfy { $0.asOf >= horizon - 1 }
    }

    /// What each task's label was over the last `horizon` days of the window, [sample, task]: the forecast that last
    /// week repeats itself. `nil` where the horizon is longer than the history before some sample.
    package func repeatedLabels(of samples: [Sample]) -> [Float]? {
        guard repeatsLabels(of: samples) else { return nil }
        let horizon = Int32(clamping: specification.horizonDays)
        return labels(of: samples.map { Sample(series: $0.series, asOf: $0.asOf - horizon) })
    }
}
