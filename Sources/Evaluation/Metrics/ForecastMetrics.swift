/// Accumulates the errors of forecasts, apart for every cell (scenario and task).
///
/// Sums are held in Double. Samples that are added in the same order give the same result at every run.
package struct ForecastMetrics: Equatable, Sendable {
    package let scenarioCount: Int
    package let taskCount: Int
    /// One a (scenario, task), the task fastest.
    private var cells: [CellAccumulator]

    package init(scenarioCount: Int, taskCount: Int) {
        self.scenarioCount = scenarioCount
        self.taskCount = taskCount
        cells = Array(repeating: CellAccumulator(), count: scenarioCount * taskCount)
    }

    /// Adds one sample of one task.
    ///
    /// - Parameters:
    ///   - mean: the forecast of the expectation.
    ///   - point: the forecast for the configured decision; the mean where the head has no other.
    ///   - outcome: what came about, the label.
    ///   - lastWeek: what the pair had in the `horizon_days` up to the as-of date, the naive forecast. A cell reports
    ///     it only if every sample of the cell has one.
    package mutating func add(
        scenario: Int, task: Int, mean: Double, point: Double, outcome: Double, lastWeek: Double? = nil
    ) {
        precondition(task < taskCount, "task \(task) of \(taskCount)")
        cells[scenario * taskCount + task].add(mean: mean, point: point, outcome: outcome, lastWeek: lastWeek)
    }

    /// The measures of one cell; `nil` if it has no sample.
    package func cell(scenario: Int, task: Int) -> CellMetrics? {
        let cell = cells[scenario * taskCount + task]
        return cell.samples > 0 ? cell.metrics : nil
    }

    /// The mean over cells that have samples; NMAE also leaves out cells whose outcomes sum to zero.
    package var overall: OverallMetrics {
        let filled = cells.filter { $0.samples > 0 }
        return OverallMetrics(
            mean: ForecastMetrics.average(filled) { ($0.mean.nmae(outcomeSum: $0.outcomeSum), $0.mean.smape) },
            point: ForecastMetrics.average(filled) { ($0.point.nmae(outcomeSum: $0.outcomeSum), $0.point.smape) },
            lastWeek: !filled.isEmpty && filled.allSatisfy(\.hasLastWeek)
                ? ForecastMetrics.average(filled) { ($0.lastWeek.nmae(outcomeSum: $0.outcomeSum), $0.lastWeek.smape) }
                : nil,
            cellsWithoutNMAE: filled.count { $0.outcomeSum <= 0 })
    }

    /// The number of samples: every sample counts once in each task.
    package var samples: Int {
        taskCount == 0 ? 0 : stride(from: 0, to: cells.count, by: taskCount).reduce(0) { $0 + cells[$1].samples }
    }

    /// A forecast that is not finite makes the average undefined: leaving its cell out would flatter the model.
    private static func average(
        _ cells: [CellAccumulator], _ measures: (CellAccumulator) -> (nmae: Double?, smape: Double?)
    ) -> ErrorMetrics {
        func average(_ values: [Double]) -> Double? {
            values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        let all = cells.map(measures)
        return ErrorMetrics(nmae: average(all.compactMap(\.nmae)), smape: average(all.compactMap(\.smape)))
    }
}
