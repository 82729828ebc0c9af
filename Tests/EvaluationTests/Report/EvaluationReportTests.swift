import Foundation
import Testing

@testable import Evaluation

struct EvaluationReportTests {
    /// Two scenarios and two tasks; `feed` has no sample and `orders` no outcome.
    static func metrics(lastWeek: Double? = 2, point: Double = 3) -> ForecastMetrics {
        var metrics = ForecastMetrics(scenarioCount: 2, taskCount: 2)
        metrics.add(scenario: 0, task: 0, mean: 3, point: point, outcome: 4, lastWeek: lastWeek)
        metrics.add(scenario: 0, task: 1, mean: 0, point: 0, outcome: 0, lastWeek: lastWeek.map { _ in 0 })
        return metrics
    }

    static func report(_ metrics: ForecastMetrics = metrics(), epochs: [EpochReport]? = nil) -> EvaluationReport {
        EvaluationReport(
            model: "m2m", version: 3, split: "test", scenarios: ["display", "feed"], tasks: ["clicks", "orders"],
            metrics: metrics, seconds: 0.5, epochs: epochs)
    }

    @Test func jsonHasTheAgreedShape() throws {
        let epoch = EpochReport(
            epoch: 0, loss: 1.25, seconds: 2, mean: ErrorMetrics(nmae: 0.5, smape: 0.25),
            point: ErrorMetrics(nmae: nil, smape: .nan))
        let expected = #"""
            {"cells":[{"bias":0.75,"last_week":{"nmae":0.5,"smape":0.6666666666666666},\#
            "mean":{"nmae":0.25,"smape":0.2857142857142857},"point":{"nmae":0.25,"smape":0.2857142857142857},\#
            "samples":1,"scenario":"display","task":"clicks"},\#
            {"bias":null,"last_week":{"nmae":null,"smape":0},"mean":{"nmae":null,"smape":0},\#
            "point":{"nmae":null,"smape":0},"samples":1,"scenario":"display","task":"orders"}],\#
            "epochs":[{"epoch":0,"loss":1.25,"mean":{"nmae":0.5,"smape":0.25},\#
            "point":{"nmae":null,"smape":null},"seconds":2}],"model":"m2m",\#
            "overall":{"cells_without_nmae":1,"last_week":{"nmae":0.5,"smape":0.3333333333333333},\#
            "mean":{"nmae":0.25,"smape":0.14285714285714285},"point":{"nmae":0.25,"smape":0.14285714285714285}},\#
            "samples":1,"samples_per_second":2,"seconds":0.5,"split":"test","version":3}
            """#
        #expect(try EvaluationReportTests.report(epochs: [epoch]).jsonLine() == expected)
    }

    @Test func evaluationHasNoEpochsAndNoBaselineUnlessMeasured() throws {
        let line = try EvaluationReportTests.report(EvaluationReportTests.metrics(lastWeek: nil)).jsonLine()
        #expect(!line.contains("epochs"))
        #expect(!line.contains("last_week"))
        #expect(!line.contains("\n"))
    }

    @Test func jsonReadsBack() throws {
        let epoch = EpochReport(
            epoch: 1, loss: .infinity, seconds: 2, mean: ErrorMetrics(nmae: 0.1, smape: 0.2),
            point: ErrorMetrics(nmae: 0.3, smape: nil))
        let report = EvaluationReportTests.report(epochs: [epoch])
        #expect(epoch.loss == nil)
        let line = try report.jsonLine()
        #expect(try JSONDecoder().decode(EvaluationReport.self, from: Data(line.utf8)) == report)
    }

    @Test func brokenForecastsAndClocksStillGiveJSON() throws {
        var metrics = EvaluationReportTests.metrics()
        metrics.add(scenario: 1, task: 0, mean: .nan, point: .infinity, outcome: 1, lastWeek: 1)
        let report = EvaluationReport(
            model: "m2m", version: nil, split: "test", scenarios: ["display", "feed"], tasks: ["clicks", "orders"],
            metrics: metrics, seconds: 0)
        let line = try report.jsonLine()
        #expect(report.samplesPerSecond == 0)
        #expect(line.contains(#""overall":{"cells_without_nmae":1,"#))
        #expect(line.contains(#""mean":{"nmae":null,"smape":null}"#))
    }

    @Test func tableIsAligned() {
        #expect(
            EvaluationReportTests.report().table() == """
                m2m, version 3, test: 1 samples, 0.5 s, 2 samples/s
                scenario  task    samples   NMAE  SMAPE  bias  last week NMAE  SMAPE
                display   clicks        1  0.250  0.286  0.75           0.500  0.667
                display   orders        1      -  0.000     -               -  0.000
                --------------------------------------------------------------------
                overall                 1  0.250  0.143                 0.500  0.333
                overall NMAE of the mean: 50.0 % below repeating last week
                cells without NMAE (outcomes sum to zero): 1
                """)
    }

    @Test func tableSaysHowQuantilesHoldAndWhatCalibrationChanged() {
        var quantiles = QuantileMetrics(taskCount: 2, levels: [0.1, 0.9])
        // Losses 0.1 and 0.9 · 2, which would have been 0.4 and 0.9 · 1; then 0 for a task without activity.
        quantiles.add(task: 0, forecasts: [3, 2], uncalibrated: [0, 3], outcome: 4)
        quantiles.add(task: 1, forecasts: [0, 0], uncalibrated: [0, 0], outcome: 0)
        let report = EvaluationReport(
            model: "m2m", version: 3, split: "test", scenarios: ["display", "feed"], tasks: ["clicks", "orders"],
            metrics: EvaluationReportTests.metrics(), seconds: 0.5, quantiles: quantiles)
        #expect(
            report.table().hasSuffix(
                """

                outcomes below, at or below; pinball loss by calibration                   p10                    p90
                clicks                                                    0.000 0.000 -75.00 %  0.000 0.000 +100.00 %
                orders                                                           0.000 1.000 -          0.000 1.000 -
                """), "\(report.table())")
    }

    @Test func tableShowsThePointForecastWhereItDiffers() {
        let table = EvaluationReportTests.report(EvaluationReportTests.metrics(lastWeek: 3.6, point: 4)).table()
        #expect(table.contains("point NMAE  point SMAPE"))
        #expect(table.contains("above repeating last week"))
    }
}
