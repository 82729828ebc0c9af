import Foundation
import Testing

@testable import Evaluation

struct PeerWithoutPointsTests {
    private static let sentence =
        "Every point of trees is the mean: that is no decision to be measured, so that measures of points leave it out."

    /// A part with a peer whose points are its means.
    private static func part(scenarios: [String]) -> StudyPart {
        StudyExample.part(
            scenarios: scenarios, tasks: ["clicks"],
            qualities: [
                StudyExample.Quality(name: "M2M", role: .model, spread: 0.3),
                StudyExample.Quality(name: "CGC", role: .baseline, spread: 0.4),
                StudyExample.Quality(name: "hurdle trees", role: .peer, spread: 0.35),
                StudyExample.Quality(name: "trees", role: .peer, spread: 0.35, pointsAreMeans: true),
            ])
    }

    private static func report(main: StudyPart?, heldOut: StudyPart?) throws -> StudyReport {
        let dataSet = StudyExample.dataSet(scenarios: ["a", "b"], tasks: ["clicks"])
        return try StudyReport(
            results: StudyResults(
                dataSet: dataSet, commands: [], main: main,
                heldOut: heldOut.map {
                    [HeldOutPart(scenario: "a", launchDay: dataSet.firstDay, labelledDays: 0, part: $0)]
                } ?? [], sweeps: []))
    }

    @Test func itsSumsTellItAlsoFromAFile() throws {
        let errors = Self.part(scenarios: ["a"]).variants.map(\.runs[0].errors)
        #expect(errors.map(\.pointsAreMeans) == [false, false, false, true])
        let stored = try JSONDecoder().decode(AdvertiserErrors.self, from: JSONEncoder().encode(errors[3]))
        #expect(stored.pointsAreMeans)
    }

    @Test func itHasNoMeasuresOfPointsInTheComparison() throws {
        let report = try Self.report(main: Self.part(scenarios: ["a", "b"]), heldOut: nil)
        let text = report.markdown().replacing("\u{A0}", with: " ")
        #expect(text.contains(Self.sentence))
        #expect(text.contains(#/\n\| trees \| 0\.\d{3} \| – \| – \| 0\.\d{3} \| 1\.\d{3} \|\n/#))
        #expect(text.contains(#/\n\| trees \| [−+][^|]*\([^|]*\) \| – \| – \|\n/#))
        #expect(text.contains(#/\*\*M2M against trees:\*\* NMAE of the mean [^;\n]*\.\n/#))
        #expect(text.contains(#/\*\*M2M against hurdle trees:\*\* NMAE of the mean [^;\n]*; SMAPE of the point /#))
        let trees = try #require(report.metrics.main?.last)
        #expect(trees.overall.meanNMAE != nil && trees.overall.meanSMAPE != nil)
        #expect(trees.overall.pointNMAE == nil && trees.overall.pointSMAPE == nil)
        #expect(trees.modelAgainstIt?.meanNMAE != nil && trees.modelAgainstIt?.pointSMAPE == nil)
    }

    @Test func itHasNoMeasuresOfPointsInANewScenario() throws {
        let report = try Self.report(main: nil, heldOut: Self.part(scenarios: ["a"]))
        let text = report.markdown()
        #expect(text.contains(Self.sentence))
        // Its own rows of two tables of points are dashes; of the two of differences only that of the mean has it. The mean's
        // own table and its bias have both.
        #expect(text.matches(of: #/\n\| trees \| – \|\n/#).count == 2)
        #expect(text.matches(of: #/\n\| trees \| /#).count == 5)
        #expect(text.matches(of: #/\n\| hurdle trees \| /#).count == 6)
        let figures = report.figures()
        #expect(figures.map { $0.text.contains(">trees<") } == [true, false])
    }

    @Test func whatAReferenceOrANetworkForecastsIsItsPoint() throws {
        let part = StudyExample.part(
            scenarios: ["a"], tasks: ["clicks"],
            qualities: [
                StudyExample.Quality(name: "M2M", role: .model, spread: 0.3, pointsAreMeans: true),
                StudyExample.Quality(name: "last week", role: .reference, spread: 0.8, pointsAreMeans: true),
            ])
        let report = try Self.report(main: part, heldOut: nil)
        #expect(!report.markdown().contains("Every point of"))
        #expect(report.metrics.main?.allSatisfy { $0.overall.pointSMAPE != nil } == true)
    }
}
