/// Accumulates the coverage of quantiles, by task over all scenarios.
package struct QuantileMetrics: Equatable, Sendable {
    /// The levels of the quantiles, the same for every task.
    package let levels: [Double]
    /// [task, level].
    private var quantiles: [QuantileAccumulator]

    package init(taskCount: Int, levels: [Double]) {
        self.levels = levels
        quantiles = Array(repeating: QuantileAccumulator(), count: taskCount * levels.count)
    }

    /// Adds one sample of one task.
    ///
    /// - Parameters:
    ///   - forecasts: one a level.
    ///   - uncalibrated: what they would have been before calibration.
    package mutating func add(task: Int, forecasts: [Double], uncalibrated: [Double], outcome: Double) {
        for (index, level) in levels.enumerated() {
            quantiles[task * levels.count + index].add(
                level: level, quantile: forecasts[index], uncalibrated: uncalibrated[index], outcome: outcome)
        }
    }

    /// One a level; none without samples.
    package func coverage(task: Int) -> [QuantileCoverage] {
        levels.indices.compactMap { quantiles[task * levels.count + $0].coverage(level: levels[$0]) }
    }
}
