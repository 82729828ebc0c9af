import Testing

@testable import Evaluation

@Suite struct BiasSectionTests {
    /// Two scenarios and two tasks, [scenario, task]: forecasts of twice the outcomes in the large one, of half in the
    /// small one; the second task has no outcome in the small one.
    private static func part() -> StudyPart {
        var errors = AdvertiserErrors(cells: 4, advertisers: 2)
        func add(_ cell: Int, _ advertiser: Int, _ mean: Double, _ outcome: Double) {
            errors.add(
                cell: cell, advertiser: advertiser, mean: mean, nmaePoint: mean, smapePoint: mean, outcome: outcome)
        }
        add(0, 0, 20, 10)
        add(0, 1, 60, 30)
        add(1, 0, 8, 4)
        add(2, 1, 5, 10)
        add(3, 1, 2, 0)
        return StudyPart(
            scenarios: ["search", "shop"], tasks: ["clicks", "orders"], scenarioSamples: [10, 1],
            variants: [
                StudyVariant(
                    name: "M2M", role: .model, parameters: nil,
                    runs: [StudyRun(seed: 1, seconds: 1, samplesPerSecond: 1, errors: errors)])
            ])
    }

    private static func report(main: StudyPart?, heldOut: [HeldOutPart]) throws -> StudyReport {
        try StudyReport(
            results: StudyResults(
                dataSet: StudyExample.dataSet(scenarios: ["search", "shop"], tasks: ["clicks", "orders"]),
                commands: [], main: main, heldOut: heldOut, sweeps: []))
    }

    @Test func aTaskIsPooledOverScenariosBesideTheMeanOfCells() throws {
        let report = try Self.report(main: Self.part(), heldOut: [])
        // 85 / 50; 10 / 4; the mean of 2, 2 and 0.5.
        #expect(
            report.markdown().contains(
                """
                **Bias of the mean**

                | variant | clicks | orders | mean over cells |
                | --- | ---: | ---: | ---: |
                | M2M | 1.700 | 2.500 | 1.500 |
                """))
        let metrics = try #require(report.metrics.main?.first)
        #expect(metrics.tasks.map(\.task) == ["clicks", "orders"])
        #expect(metrics.tasks.map(\.bias?.mean) == [1.7, 2.5])
        #expect(metrics.bias?.mean == 1.5)
    }

    @Test func aHeldOutScenarioIsJudgedByItsOwnCells() throws {
        let held = HeldOutPart(
            scenario: "shop", launchDay: StudyExample.dataSet(scenarios: [], tasks: []).lastDay, labelledDays: 7,
            part: Self.part())
        let report = try Self.report(main: Self.part(), heldOut: [held])
        let text = report.markdown()
        #expect(text.contains("| *main comparison* | | | |\n| M2M | 1.700 | 2.500 | 1.500 |"))
        #expect(text.contains("| *shop, 7 labelled days* | | | |\n| M2M | 0.500 | – | 0.500 |"))
    }
}
