/// The measures of one variant of a study.
package struct VariantMetrics: Codable, Equatable, Sendable {
    /// The measures of one scenario and task.
    package struct Cell: Codable, Equatable, Sendable {
        package let scenario: String
        package let task: String
        package let errors: ErrorSummaries
    }

    package let name: String
    package let role: StudyRole
    package let parameters: Int?
    package let seeds: Int
    /// Of training, mean over seeds; 0 for what is not trained here.
    package let seconds: Double
    package let overall: ErrorSummaries
    package let cells: [Cell]
    /// The mean over cells of Σf / Σy of the mean forecasts.
    package let bias: MeasureSummary?
    package let tasks: [TaskMetrics]
    /// The model's overall errors against this variant's; `nil` for the model itself, or without one.
    package let modelAgainstIt: ErrorDifferences?

    private enum CodingKeys: String, CodingKey {
        case name, role, parameters, seeds, seconds, overall, cells, bias, tasks
        case modelAgainstIt = "model_against_it"
    }

    static func all(of statistics: PartStatistics, cells: [Int]) -> [VariantMetrics] {
        let part = statistics.part
        let model = statistics.model
        return part.variants.enumerated().map { index, variant in
            VariantMetrics(
                name: variant.name, role: variant.role, parameters: variant.parameters, seeds: variant.runs.count,
                seconds: variant.runs.reduce(0) { $0 + $1.seconds } / Double(max(1, variant.runs.count)),
                overall: ErrorSummaries(statistics, variant: index, cells: cells),
                cells: cells.map { cell in
                    Cell(
                        scenario: part.scenarios[cell / part.tasks.count], task: part.tasks[cell % part.tasks.count],
                        errors: ErrorSummaries(statistics, variant: index, cells: [cell]))
                },
                bias: statistics.bias(index, over: cells),
                tasks: part.tasks.indices.map { TaskMetrics(statistics, variant: index, task: $0, cells: cells) },
                modelAgainstIt: model.flatMap { model in
                    model == index
                        ? nil : ErrorDifferences(statistics, model: model, other: index, cells: cells)
                })
        }
    }
}
