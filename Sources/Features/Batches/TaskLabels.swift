import AdvertiserDomain

/// Reads the labels of samples from a panel.
struct TaskLabels: Sendable {
    private let aggregates: [PredictionTask.Aggregate]
    /// Positions of the tasks' columns in a day of the panel.
    private let measures: [Int]
    private let measureCount: Int
    private let horizonDays: Int

    /// The labels of a valid specification.
    init(specification: FeatureSpecification) {
        aggregates = specification.tasks.map(\.aggregate)
        measures = specification.measureIndices(of: specification.tasks.map(\.column))
        measureCount = specification.columns.measures.count
        horizonDays = specification.horizonDays
    }

    var taskCount: Int { measures.count }

    /// Writes one label a task; sums are taken in Double.
    ///
    /// - Parameter firstDay: the measures of the day after the as-of date, which the rest of the horizon follows.
    func write(firstDay: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
        for task in measures.indices {
            var sum = 0.0
            var activeDays = 0
            for day in 0..<horizonDays {
                let value = firstDay[day * measureCount + measures[task]]
                sum += Double(value)
                activeDays += value > 0 ? 1 : 0
            }
            switch aggregates[task] {
            case .sum: output[task] = Float(limited: sum)
            case .activeDays: output[task] = Float(activeDays)
            case .active: output[task] = activeDays > 0 ? 1 : 0
            }
        }
    }
}
