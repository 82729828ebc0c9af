import Foundation

/// What `train` and `evaluate` say about a model: one JSON object for programs, a table for people.
package struct EvaluationReport: Codable, Equatable, Sendable {
    /// The architecture, such as `m2m`.
    package let model: String
    /// The version in the model directory; `nil` for a model that was not published.
    package let version: Int?
    /// Which part of the data the samples are from: `validation`, `test`, or a range of dates.
    package let split: String
    package let samples: Int
    /// Wall-clock seconds of the run that the report is about.
    package let seconds: Double
    package let samplesPerSecond: Double
    package let overall: OverallMetrics
    /// In the order of scenarios, then tasks; a cell without samples has no entry.
    package let cells: [CellReport]
    /// How well quantiles hold; `nil` where none were forecast or judged.
    package let coverage: [TaskCoverage]?
    /// The course of training; `nil` in an evaluation.
    package let epochs: [EpochReport]?

    /// - Parameters:
    ///   - scenarios: names by the scenario indices of `metrics`.
    ///   - tasks: names by the task indices of `metrics`.
    ///   - quantiles: of the same tasks.
    ///   - samplesPerSecond: what was processed in `seconds`, where that is not the samples of `metrics`.
    package init(
        model: String, version: Int?, split: String, scenarios: [String], tasks: [String], metrics: ForecastMetrics,
        seconds: Double, samplesPerSecond: Double? = nil, quantiles: QuantileMetrics? = nil,
        epochs: [EpochReport]? = nil
    ) {
        precondition(
            scenarios.count == metrics.scenarioCount && tasks.count == metrics.taskCount, "a name for every index")
        self.model = model
        self.version = version
        self.split = split
        self.samples = metrics.samples
        self.seconds = seconds.isFinite ? seconds : 0
        let rate = samplesPerSecond ?? (Double(metrics.samples) / seconds)
        self.samplesPerSecond = rate.isFinite ? rate : 0
        self.overall = metrics.overall
        var cells: [CellReport] = []
        for (scenarioIndex, scenario) in scenarios.enumerated() {
            for (taskIndex, task) in tasks.enumerated() {
                if let cell = metrics.cell(scenario: scenarioIndex, task: taskIndex) {
                    cells.append(CellReport(scenario: scenario, task: task, metrics: cell))
                }
            }
        }
        self.cells = cells
        coverage = quantiles?.coverage(tasks: tasks)
        self.epochs = epochs
    }

    private enum CodingKeys: String, CodingKey {
        case model, version, split, samples, seconds, overall, cells, coverage, epochs
        case samplesPerSecond = "samples_per_second"
    }

    /// The report as JSON on one line, keys sorted, so that equal reports are equal texts.
    package func jsonLine() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
