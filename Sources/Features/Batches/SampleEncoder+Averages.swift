import AdvertiserDomain

extension SampleEncoder {
    /// What each task would come to if every day of the horizon were like the average one up to the as-of date,
    /// [sample, task]: the mean of a day times the horizon's days, the share of active days times them, and for `active`
    /// the probability that at least one of them is active.
    ///
    /// - Parameters:
    ///   - samples: as-of dates lie inside the panel.
    ///   - days: days that the average is over; fewer where the panel begins later.
    package func averageLabels(of samples: [Sample], days: Int) -> [Float] {
        let tasks = specification.tasks
        let measures = specification.measureIndices(of: tasks.map(\.column))
        let horizon = Double(specification.horizonDays)
        var labels: [Float] = []
        labels.reserveCapacity(samples.count * tasks.count)
        for sample in samples {
            let asOf = Int(sample.asOf)
            precondition(
                panel.series.indices.contains(Int(sample.series)) && (0..<panel.dayCount).contains(asOf),
                "sample \(sample) is not in the panel")
            let dayCount = min(max(1, days), asOf + 1)
            for (task, measure) in zip(tasks, measures) {
                var sum = 0.0
                var activeDays = 0
                for day in asOf - dayCount + 1...asOf {
                    let value = panel.values[
                        (Int(sample.series) * panel.dayCount + day) * panel.measureCount + measure]
                    sum += Double(value)
                    activeDays += value > 0 ? 1 : 0
                }
                let activeShare = Double(activeDays) / Double(dayCount)
                switch task.aggregate {
                case .sum: labels.append(Float(limited: sum / Double(dayCount) * horizon))
                case .activeDays: labels.append(Float(activeShare * horizon))
                case .active:
                    var idle = 1.0
                    for _ in 0..<specification.horizonDays { idle *= 1 - activeShare }
                    labels.append(Float(1 - idle))
                }
            }
        }
        return labels
    }
}
