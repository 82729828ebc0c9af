import Foundation
import Testing

@testable import Evaluation

struct StudyMetricsTests {
    private static let metrics = try? StudyReport(results: StudyExample.small(), seed: 3).metrics

    @Test func saysWhatTheReportSays() throws {
        let metrics = try #require(Self.metrics)
        let main = try #require(metrics.main)
        #expect(
            main.map(\.name) == [
                "M2M", "shared-bottom", "CGC", "M2M without transformer", "last week", "28-day mean", "LightGBM",
            ])
        #expect(main[0].modelAgainstIt == nil)
        #expect(main[0].seeds == 2)
        #expect(
            main[0].cells.map { "\($0.scenario) \($0.task)" }.prefix(3) == [
                "search clicks", "search active_days", "display clicks",
            ])
        let overall = try #require(main[2].overall.meanNMAE)
        #expect(ReportNumber.summary(overall) == "0.308\u{A0}±\u{A0}0.006")
        #expect(main[4].overall.meanNMAE?.deviation == nil)
        let difference = try #require(main[2].modelAgainstIt?.meanNMAE)
        #expect(ReportNumber.percent(difference.relative) == "−18.9\u{A0}%")
        #expect(metrics.heldOut.map(\.labelledDays) == [0, 7])
        #expect(metrics.heldOut[0].variants[0].cells.map(\.scenario) == ["shop", "shop"])
        #expect(metrics.sweeps.map(\.parameter) == [.window, .generatorRank])
    }

    @Test func jsonComesBackTheSame() throws {
        let metrics = try #require(Self.metrics)
        let line = try metrics.jsonLine()
        #expect(!line.contains("\n"))
        #expect(line.contains(#""mean_nmae":{"deviation":"#))
        #expect(line.contains(#""model_against_it":{"mean_nmae":{"lower":"#))
        #expect(try JSONDecoder().decode(StudyMetrics.self, from: Data(line.utf8)) == metrics)
    }
}
