import Evaluation

/// The measures of two competitors on the same samples, side by side.
struct MetricsComparison {
    let overall: ErrorComparison
    /// Ascending by name; a scenario without samples has no entry.
    let scenarios: [ScenarioComparison]

    /// - Parameters:
    ///   - champion: `nil` where only the challenger was judged.
    ///   - scenarios: names by the scenario indices of the metrics, ascending.
    ///   - tasks: names by their task indices.
    init(challenger: ForecastMetrics, champion: ForecastMetrics?, scenarios: [String], tasks: [String]) {
        let own = challenger.overall
        overall = ErrorComparison(
            challenger: own.mean.nmae, champion: champion?.overall.mean.nmae, lastWeek: own.lastWeek?.nmae)
        self.scenarios = scenarios.enumerated().compactMap { index, scenario in
            var samples = 0
            let cells: [ScenarioComparison.TaskComparison] = tasks.enumerated().compactMap { task, name in
                guard let cell = challenger.cell(scenario: index, task: task) else { return nil }
                samples = cell.samples
                return ScenarioComparison.TaskComparison(
                    task: name,
                    nmae: ErrorComparison(
                        challenger: cell.mean.nmae,
                        champion: champion?.cell(scenario: index, task: task)?.mean.nmae,
                        lastWeek: cell.lastWeek?.nmae))
            }
            guard !cells.isEmpty else { return nil }
            return ScenarioComparison(
                scenario: scenario, samples: samples,
                nmae: ErrorComparison(
                    challenger: Self.average(cells.map(\.nmae.challenger)),
                    champion: Self.average(cells.map(\.nmae.champion)),
                    lastWeek: Self.average(cells.map(\.nmae.lastWeek))),
                tasks: cells)
        }
    }

    private static func average(_ values: [Double?]) -> Double? {
        let defined = values.compactMap { $0 }
        return defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count)
    }
}
