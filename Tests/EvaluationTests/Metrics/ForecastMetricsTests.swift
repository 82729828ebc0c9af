import Testing

@testable import Evaluation

struct ForecastMetricsTests {
    @Test func measuresFollowEquations21And22() throws {
        var metrics = ForecastMetrics(scenarioCount: 1, taskCount: 1)
        metrics.add(scenario: 0, task: 0, mean: 3, point: 2, outcome: 1)
        metrics.add(scenario: 0, task: 0, mean: 4, point: 8, outcome: 8)
        let cell = try #require(metrics.cell(scenario: 0, task: 0))
        #expect(cell.samples == 2)
        // |3 − 1| + |4 − 8| over 1 + 8; 2 / 2 and 4 / 6, averaged.
        #expect(cell.mean.nmae == 6.0 / 9)
        let smape = try #require(cell.mean.smape)
        #expect(abs(smape - 5.0 / 6) < 1e-15)
        #expect(cell.point.nmae == 1.0 / 9)
        #expect(cell.point.smape == 1.0 / 3)
        #expect(cell.bias == 7.0 / 9)
        #expect(cell.lastWeek == nil)
    }

    @Test func symmetricErrorRunsFromZeroToTwo() {
        func smape(_ forecast: Double, _ outcome: Double) -> Double? {
            var metrics = ForecastMetrics(scenarioCount: 1, taskCount: 1)
            metrics.add(scenario: 0, task: 0, mean: forecast, point: forecast, outcome: outcome)
            return metrics.overall.mean.smape
        }
        #expect(smape(0, 0) == 0)
        #expect(smape(5, 5) == 0)
        #expect(smape(0, 5) == 2)
        #expect(smape(1e-30, 0) == 2)
        #expect(smape(3, 1) == 1)
    }

    @Test func cellWithoutOutcomesHasNoNMAEAndIsCounted() throws {
        var metrics = ForecastMetrics(scenarioCount: 2, taskCount: 2)
        metrics.add(scenario: 0, task: 0, mean: 1, point: 0, outcome: 0)
        metrics.add(scenario: 0, task: 1, mean: 2, point: 2, outcome: 4)
        metrics.add(scenario: 1, task: 1, mean: 4, point: 4, outcome: 4)
        let silent = try #require(metrics.cell(scenario: 0, task: 0))
        #expect(silent.mean.nmae == nil)
        #expect(silent.bias == nil)
        #expect(silent.mean.smape == 2)
        #expect(silent.point.smape == 0)
        #expect(metrics.cell(scenario: 1, task: 0) == nil)
        let overall = metrics.overall
        #expect(overall.cellsWithoutNMAE == 1)
        #expect(overall.mean.nmae == 0.25)
        let expected = (2 + 2.0 / 3 + 0) / 3
        #expect(overall.mean.smape == expected)
    }

    @Test func cellsCountTheSameWhateverTheirSize() {
        var metrics = ForecastMetrics(scenarioCount: 2, taskCount: 1)
        for _ in 0..<99 {
            metrics.add(scenario: 0, task: 0, mean: 1, point: 1, outcome: 1)
        }
        metrics.add(scenario: 1, task: 0, mean: 2, point: 2, outcome: 1)
        #expect(metrics.overall.mean.nmae == 0.5)
        #expect(metrics.samples == 100)
    }

    @Test func lastWeekIsReportedWhereEverySampleHasIt() throws {
        var metrics = ForecastMetrics(scenarioCount: 1, taskCount: 1)
        metrics.add(scenario: 0, task: 0, mean: 9, point: 9, outcome: 10, lastWeek: 6)
        #expect(metrics.overall.lastWeek?.nmae == 0.4)
        #expect(try #require(metrics.overall.percentBelowLastWeek) == 75)
        metrics.add(scenario: 0, task: 0, mean: 10, point: 10, outcome: 10)
        #expect(metrics.overall.lastWeek == nil)
        #expect(metrics.cell(scenario: 0, task: 0)?.lastWeek == nil)
        #expect(metrics.overall.percentBelowLastWeek == nil)
    }

    @Test func forecastThatIsNotFiniteMakesTheAverageUndefined() {
        for broken in [Double.nan, .infinity] {
            var metrics = ForecastMetrics(scenarioCount: 2, taskCount: 1)
            metrics.add(scenario: 0, task: 0, mean: 1, point: 1, outcome: 1)
            metrics.add(scenario: 1, task: 0, mean: broken, point: 1, outcome: 1)
            #expect(metrics.overall.mean == ErrorMetrics(nmae: nil, smape: nil))
            #expect(metrics.overall.point == ErrorMetrics(nmae: 0, smape: 0))
            #expect(metrics.cell(scenario: 1, task: 0)?.bias == nil)
        }
    }

    @Test func nothingAddedMeansNothingMeasured() {
        let overall = ForecastMetrics(scenarioCount: 2, taskCount: 2).overall
        #expect(overall.mean == ErrorMetrics(nmae: nil, smape: nil))
        #expect(overall.lastWeek == nil)
        #expect(overall.cellsWithoutNMAE == 0)
        #expect(ForecastMetrics(scenarioCount: 0, taskCount: 0).samples == 0)
    }
}
