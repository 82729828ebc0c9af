/// The coverage of one task's quantiles over all scenarios.
package struct TaskCoverage: Codable, Equatable, Sendable {
    package let task: String
    package let quantiles: [QuantileCoverage]

    package init(task: String, quantiles: [QuantileCoverage]) {
        self.task = task
        self.quantiles = quantiles
    }

    /// Whether all losses are numbers, as JSON needs them; a forecast that is not finite makes them none.
    package var isFinite: Bool {
        quantiles.allSatisfy { $0.pinballLoss.isFinite && $0.uncalibratedPinballLoss.isFinite }
    }
}

extension QuantileMetrics {
    /// - Parameter tasks: names by the task indices.
    package func coverage(tasks: [String]) -> [TaskCoverage] {
        tasks.indices.map { TaskCoverage(task: tasks[$0], quantiles: coverage(task: $0)) }
    }
}
