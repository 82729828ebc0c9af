import AdvertiserDomain

/// Scales and shares of positives of the tasks over the training samples.
struct LabelMoments {
    /// One a task: the unweighted mean label; 1 where that is 0, and for `active`, whose labels are 0 and 1 already.
    let scales: [Float]
    /// One a task: the weighted share of labels above zero.
    let positiveShares: [Float]

    /// - Parameter scenarioWeights: one a scenario of the panel.
    init(panel: Panel, specification: FeatureSpecification, samples: [Sample], scenarioWeights: [Float]) {
        let labels = TaskLabels(specification: specification)
        let taskCount = labels.taskCount
        var row = [Float](repeating: 0, count: taskCount)
        var sums = [Double](repeating: 0, count: taskCount)
        var positives = [Double](repeating: 0, count: taskCount)
        var totalWeight = 0.0
        samples.withUnsafeBufferPointer { samples in
            for (position, sample) in samples.enumerated() {
                labels.write(of: UnsafeBufferPointer(rebasing: samples[position...position]), in: panel, to: &row)
                let weight = Double(scenarioWeights[Int(panel.series[Int(sample.series)].scenario)])
                totalWeight += weight
                for task in 0..<taskCount {
                    sums[task] += Double(row[task])
                    if row[task] > 0 { positives[task] += weight }
                }
            }
        }
        scales = zip(sums, specification.tasks).map { sum, task in
            let mean = Float(sum / Double(max(1, samples.count)))
            return task.aggregate != .active && mean.isNormal ? mean : 1
        }
        positiveShares = positives.map { totalWeight > 0 ? Float(min(1, $0 / totalWeight)) : 0 }
    }
}
