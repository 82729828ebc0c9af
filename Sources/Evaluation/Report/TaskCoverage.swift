/// The coverage of one task's quantiles over all scenarios.
package struct TaskCoverage: Codable, Equatable, Sendable {
    package let task: String
    package let quantiles: [QuantileCoverage]

    package init(task: String, quantiles: [QuantileCoverage]) {
        self.task = task
        self.quantiles = quantiles
    }
}
