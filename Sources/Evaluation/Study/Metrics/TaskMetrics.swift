/// What is measured of one task of a variant over all scenarios together.
package struct TaskMetrics: Codable, Equatable, Sendable {
    package let task: String
    /// Σf / Σy of the mean forecasts; `nil` where undefined.
    package let bias: MeasureSummary?
    /// How well the quantiles hold; `nil` where none were forecast or kept.
    package let coverage: CoverageSummary?

    init(_ statistics: PartStatistics, variant: Int, task: Int, cells: [Int]) {
        self.task = statistics.part.tasks[task]
        bias = statistics.pooledBias(variant, ofTask: task, in: cells)
        coverage = statistics.coverage(variant, ofTask: task)
    }
}
