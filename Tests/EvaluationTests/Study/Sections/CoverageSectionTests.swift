import Foundation
import Testing

@testable import Evaluation

@Suite struct CoverageSectionTests {
    private static let part = StudyExample.part(
        scenarios: ["search", "shop"], tasks: ["clicks", "active_days"],
        qualities: [
            StudyExample.Quality(name: "M2M", role: .model, spread: 0.3),
            StudyExample.Quality(name: "CGC", role: .baseline, spread: 0.4),
            StudyExample.Quality(
                name: "M2M (poisson head)", role: StudyExample.poissonHead(of: "M2M"), spread: 0.5),
        ])

    private static func report(main: StudyPart?, heldOut: [HeldOutPart] = []) throws -> StudyReport {
        try StudyReport(
            results: StudyResults(
                dataSet: StudyExample.dataSet(scenarios: part.scenarios, tasks: part.tasks), commands: [], main: main,
                heldOut: heldOut, sweeps: []))
    }

    /// The text from a heading to the next one of its rank.
    private static func section(_ title: String, of markdown: String) throws -> String {
        let start = try #require(markdown.range(of: "## \(title)\n")).upperBound
        let rest = markdown[start...]
        return String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
    }

    @Test func missedLevelsAreMarkedAndCounted() throws {
        let main = StudyExample.covered(Self.part) { variant, _ in variant.name == "M2M" || variant.name == "CGC" }
        let report = try Self.report(main: main)
        let text = try Self.section("Coverage of the quantiles", of: report.markdown())
            .replacing("\u{A0}", with: " ")
        #expect(
            text.contains(
                """
                M2M keeps to all levels in 1 of 2 tasks, and not in active_days (p10 and p50).

                **Outcomes below each quantile of M2M, and at or below it; 2 seeds**

                | task | below | at or below | pinball loss by calibration |
                | --- | ---: | ---: | ---: |
                | *p10: at most 0.13 below, at least 0.07 at or below* | | | |
                | clicks | 0.000 | 0.250 | −2.00 % |
                | active_days | 0.140 (too many) | 0.300 | – |
                | *p50: at most 0.53 below, at least 0.47 at or below* | | | |
                | clicks | 0.505 | 0.525 | 0.00 % |
                | active_days | 0.200 | 0.450 (too few) | +2.00 % |
                | *p90: at most 0.93 below, at least 0.87 at or below* | | | |
                | clicks | 0.890 | 0.890 | −0.50 % |
                | active_days | 0.600 | 0.900 | 0.00 % |
                | *all levels together* | | | |
                | clicks | – | – | −0.50 % |
                | active_days | – | – | +1.33 % |
                """), "\(text)")
        #expect(report.html().contains("<span class=\"higher\">0.140</span><small>too many</small>"))
        let metrics = try #require(report.metrics.main)
        #expect(metrics[2].tasks.map(\.coverage) == [nil, nil])
        let clicks = try #require(metrics[0].tasks[0].coverage)
        #expect(clicks.seeds == 2 && clicks.quantiles.allSatisfy(\.holds))
        #expect(abs(try #require(clicks.calibrationChange) + 0.005) < 1e-12)
        #expect(metrics[1].tasks[1].coverage?.quantiles.map(\.holds) == [false, false, true])
    }

    @Test func storedRunsWithoutCoverageHaveNoSection() throws {
        #expect(try !Self.report(main: Self.part).markdown().contains("Coverage"))
        // Those of other variants do not make one.
        let other = StudyExample.covered(Self.part) { variant, _ in variant.role == .baseline }
        #expect(try !Self.report(main: other).markdown().contains("Coverage"))
    }

    @Test func seedsThatSayNothingAreLeftOutAndToldOf() throws {
        let main = StudyExample.covered(Self.part) { variant, run in variant.name == "M2M" && run.seed == 1 }
        let text = try Self.report(main: main).markdown()
        #expect(text.contains("**Outcomes below each quantile of M2M, and at or below it; 1 of 2 seeds**"))
        #expect(text.contains("| clicks | 0.510 | 0.530 |"))
    }

    @Test func heldOutPartsHaveTheirOwn() throws {
        let part = StudyExample.covered(Self.part) { variant, _ in variant.name == "M2M" }
        let heldOut = [0, 7].map { days in
            HeldOutPart(
                scenario: "shop", launchDay: StudyExample.dataSet(scenarios: [], tasks: []).lastDay,
                labelledDays: days, part: days == 0 ? Self.part : part)
        }
        let text = try Self.section(
            "Coverage of the quantiles", of: Self.report(main: nil, heldOut: heldOut).markdown())
        #expect(text.contains("### Shop, 7 labelled days\n\nM2M keeps to all levels in 1 of 2 tasks"))
        #expect(!text.contains("0 labelled days"))
    }
}
