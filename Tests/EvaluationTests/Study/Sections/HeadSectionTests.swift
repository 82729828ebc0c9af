import Foundation
import Testing

@testable import Evaluation

struct HeadSectionTests {
    /// M2M gains from the hurdle head and CGC does not.
    private static let qualities = [
        StudyExample.Quality(name: "M2M", role: .model, spread: 0.3),
        StudyExample.Quality(name: "CGC", role: .baseline, spread: 0.6),
        StudyExample.Quality(name: "M2M without transformer", role: .ablation, spread: 0.35),
        StudyExample.Quality(name: "last week", role: .reference, spread: 0.9),
        StudyExample.Quality(
            name: "M2M (poisson head)", role: StudyExample.poissonHead(of: "M2M"), spread: 0.5, pointsAreMeans: true),
        StudyExample.Quality(
            name: "CGC (poisson head)", role: StudyExample.poissonHead(of: "CGC"), spread: 0.4, pointsAreMeans: true),
        StudyExample.Quality(
            name: "M2M without transformer (poisson head)",
            role: StudyExample.poissonHead(of: "M2M without transformer"),
            spread: 0.55, pointsAreMeans: true),
    ]

    private static func sections(_ qualities: [StudyExample.Quality]) throws -> [String: String] {
        let main = StudyExample.part(scenarios: ["a", "b"], tasks: ["clicks"], qualities: qualities)
        let text = try StudyReport(
            results: StudyResults(
                dataSet: StudyExample.dataSet(scenarios: ["a", "b"], tasks: ["clicks"]), commands: [], main: main,
                heldOut: [], sweeps: [])
        ).markdown().replacing("\u{A0}", with: " ")
        let pairs = text.components(separatedBy: "\n## ").dropFirst().map { section in
            (String(section.prefix { $0 != "\n" }), section)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    @Test func everyArchitectureHasARowWithBothHeads() throws {
        let section = try #require(try Self.sections(Self.qualities)["Both heads"])
        #expect(
            section.contains(
                "| variant | hurdle head | poisson head | change by the hurdle head | M2M (poisson head) against it |"))
        let nmae = try #require(section.range(of: "**NMAE of the mean overall, with either head**"))
        let rows = section[nmae.upperBound...].split(separator: "\n").prefix(5).dropFirst(2).map(String.init)
        #expect(rows.count == 3)
        #expect(
            rows[0].contains(#/^\| M2M \| \*\*0\.\d+\*\* ± 0\.\d+ \| 0\.\d+ ± 0\.\d+ \| −\d+\.\d % \(.*\) \| – \|$/#))
        #expect(
            rows[1].contains(
                #/^\| CGC \| 0\.\d+ ± 0\.\d+ \| \*\*0\.\d+\*\* ± 0\.\d+ \| \+\d+\.\d % \(.*\) \| \+\d+\.\d % \(.*\) \|$/#
            ))
        #expect(rows[2].hasPrefix("| M2M without transformer | "))
    }

    @Test func theOtherHeadStaysOutOfTheComparisonsOfTheFirst() throws {
        let with = try Self.sections(Self.qualities)
        let without = try Self.sections(Array(Self.qualities.prefix(4)))
        for title in [
            "Comparison with the baselines (Table 4)", "Ablations (Table 5)",
            "Every cell against the best baseline (Figure 5)", "Bias",
        ] {
            #expect(with[title] != nil && with[title] == without[title], "\(title)")
        }
        #expect(without["Both heads"] == nil)
    }

    @Test func aHeadOfNothingElseIsLeftOut() throws {
        let alone = [Self.qualities[0], Self.qualities[5]]
        #expect(try Self.sections(alone)["Both heads"] == nil)
    }
}
