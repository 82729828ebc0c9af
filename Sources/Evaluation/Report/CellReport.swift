/// A line of a report: one scenario and task.
package struct CellReport: Equatable, Sendable {
    package let scenario: String
    package let task: String
    package let metrics: CellMetrics

    package init(scenario: String, task: String, metrics: CellMetrics) {
        self.scenario = scenario
        self.task = task
        self.metrics = metrics
    }
}

/// The measures are written beside the names, not in an object of their own.
extension CellReport: Codable {
    private enum CodingKeys: String, CodingKey {
        case scenario, task, samples, mean, point, bias
        case lastWeek = "last_week"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            scenario: try container.decode(String.self, forKey: .scenario),
            task: try container.decode(String.self, forKey: .task),
            metrics: CellMetrics(
                samples: try container.decode(Int.self, forKey: .samples),
                mean: try container.decode(ErrorMetrics.self, forKey: .mean),
                point: try container.decode(ErrorMetrics.self, forKey: .point),
                lastWeek: try container.decodeIfPresent(ErrorMetrics.self, forKey: .lastWeek),
                bias: try container.decode(Double?.self, forKey: .bias)))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(scenario, forKey: .scenario)
        try container.encode(task, forKey: .task)
        try container.encode(metrics.samples, forKey: .samples)
        try container.encode(metrics.mean, forKey: .mean)
        try container.encode(metrics.point, forKey: .point)
        try container.encodeIfPresent(metrics.lastWeek, forKey: .lastWeek)
        try container.encode(metrics.bias, forKey: .bias)
    }
}
