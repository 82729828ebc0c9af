import Evaluation
import Testing

@testable import Retraining

struct MetricsComparisonTests {
    /// One sample for each given (scenario, task), forecast so that its NMAE is as given.
    private func metrics(_ cells: [(scenario: Int, task: Int, nmae: Double)]) -> ForecastMetrics {
        var metrics = ForecastMetrics(scenarioCount: 3, taskCount: 2)
        for cell in cells {
            metrics.add(
                scenario: cell.scenario, task: cell.task, mean: 10 * (1 + cell.nmae), point: 10 * (1 + cell.nmae),
                outcome: 10, lastWeek: 5)
        }
        return metrics
    }

    @Test func cellsStandSideBySide() {
        let challenger = metrics([(0, 0, 0.25), (0, 1, 0.75), (2, 0, 0.5), (2, 1, 0.5)])
        let champion = metrics([(0, 0, 0.5), (0, 1, 0.5), (2, 0, 0.25), (2, 1, 0.25)])
        let comparison = MetricsComparison(
            challenger: challenger, champion: champion, scenarios: ["a", "b", "c"], tasks: ["x", "y"])
        #expect(comparison.overall == ErrorComparison(challenger: 0.5, champion: 0.375, lastWeek: 0.5))
        #expect(comparison.scenarios.map(\.scenario) == ["a", "c"])
        #expect(comparison.scenarios.map(\.samples) == [1, 1])
        #expect(comparison.scenarios[0].nmae == ErrorComparison(challenger: 0.5, champion: 0.5, lastWeek: 0.5))
        #expect(comparison.scenarios[0].tasks.map(\.task) == ["x", "y"])
        #expect(comparison.scenarios[0].tasks[1].nmae.challenger == 0.75)
        #expect(comparison.scenarios[1].nmae.champion == 0.25)
    }

    @Test func cellsWithoutOutcomesAreLeftOutOfTheMean() {
        var challenger = metrics([(0, 0, 0.25)])
        challenger.add(scenario: 0, task: 1, mean: 3, point: 3, outcome: 0)
        let comparison = MetricsComparison(
            challenger: challenger, champion: nil, scenarios: ["a", "b", "c"], tasks: ["x", "y"])
        #expect(comparison.scenarios[0].nmae.challenger == 0.25)
        #expect(comparison.scenarios[0].nmae.champion == nil)
        #expect(comparison.scenarios[0].tasks[1].nmae.challenger == nil)
    }
}
