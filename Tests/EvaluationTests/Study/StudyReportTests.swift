import Foundation
import Testing

@testable import Evaluation

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct StudyReportTests {
    private static let small = StudyExample.small()

    /// The parser's word alone is not enough: on Linux it is true for a tag that nothing closes.
    private static func isWellFormed(_ text: String) -> Bool {
        let parser = XMLParser(data: Data(text.utf8))
        return parser.parse() && parser.parserError == nil
    }

    @Test func markdownIsTheExpectedOne() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/small-study.md").standardizedFileURL
        let expected = try String(contentsOf: url, encoding: .utf8)
        #expect(try StudyReport(results: Self.small, seed: 3).markdown() == expected)
    }

    @Test func sectionsAreInTheOrderOfTheirWeight() throws {
        let page = try StudyReport(results: Self.small).html()
        let anchors = page.matches(of: /<section id="([a-z0-9-]+)"/).map { String($0.output.1) }
        #expect(
            anchors == [
                "findings", "held-out", "comparison", "ablations", "cells", "bias", "sweeps", "ranks", "data", "cost",
                "commands",
            ])
        for anchor in anchors { #expect(page.contains("<a href=\"#\(anchor)\">")) }
    }

    @Test func sectionsWithoutResultsAreLeftOut() throws {
        let results = StudyResults(
            dataSet: Self.small.dataSet, commands: [], main: nil, heldOut: [], sweeps: Self.small.sweeps)
        let text = try StudyReport(results: results).markdown()
        let headings = text.matches(of: /(?m)^## (.*)$/).map { String($0.output.1) }
        #expect(
            headings == [
                "What the study says", "Sensitivity to settings (Figure 6)", "Generators of low rank against full",
                "The data set (Tables 1 and 3)", "Cost",
            ])
    }

    @Test func pageAndFiguresAreWellFormed() throws {
        let report = try StudyReport(results: Self.small)
        #expect(Self.isWellFormed(report.html()))
        #expect(!Self.isWellFormed("<p><b></p>"))
        let figures = report.figures()
        #expect(
            figures.map(\.path) == [
                "figures/held-out-nmae.svg", "figures/held-out-smape.svg", "figures/overall-nmae.svg",
                "figures/overall-smape.svg", "figures/figure-5-nmae.svg", "figures/figure-5-smape.svg",
                "figures/figure-6-window-nmae.svg", "figures/figure-6-window-smape.svg",
            ])
        for figure in figures { #expect(Self.isWellFormed(figure.text), "\(figure.path)") }
    }

    @Test func everythingNeededIsInThePage() throws {
        let page = try StudyReport(results: Self.small).html()
        let withoutNamespace = page.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!withoutNamespace.contains("http"))
        for tag in ["<script", "<link", "<img", "@import", "url("] { #expect(!page.contains(tag), "\(tag)") }
        #expect(page.contains("prefers-color-scheme: dark"))
    }

    @Test func identifiersAreUniqueAndReferencesFindThem() throws {
        let page = try StudyReport(results: Self.small).html()
        let identifiers = page.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
        #expect(Set(identifiers).count == identifiers.count)
        for reference in page.matches(of: /aria-labelledby="([^"]+)"/) {
            for identifier in reference.output.1.split(separator: " ") {
                #expect(identifiers.contains(String(identifier)), "\(identifier)")
            }
        }
    }

    @Test func namesAreEscaped() throws {
        let evil = "<script>alert('1')</script> & |a*"
        let main = StudyExample.part(
            scenarios: [evil, "b"], tasks: [evil],
            qualities: [
                StudyExample.Quality(name: evil, role: .model, spread: 0.3),
                StudyExample.Quality(name: "\(evil) 2", role: .baseline, spread: 0.4),
            ])
        let results = StudyResults(
            dataSet: StudyExample.dataSet(scenarios: [evil], tasks: [evil]), commands: [evil], main: main,
            heldOut: [], sweeps: [])
        let report = try StudyReport(results: results)
        #expect(!report.html().contains("<script"))
        #expect(report.html().contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; |a*"))
        #expect(Self.isWellFormed(report.html()))
        #expect(report.markdown().contains(#"| \<script\>alert('1')\</script\> &amp; \|a\* |"#))
        for figure in report.figures() { #expect(Self.isWellFormed(figure.text)) }
    }

    @Test func aTieIsCalledATieAndAWinAWin() throws {
        func findings(_ baselineSpread: Double) throws -> String {
            let main = StudyExample.part(
                scenarios: ["a", "b"], tasks: ["clicks"],
                qualities: [
                    StudyExample.Quality(name: "M2M", role: .model, spread: 0.3),
                    StudyExample.Quality(name: "CGC", role: .baseline, spread: baselineSpread),
                    StudyExample.Quality(name: "MMoE", role: .baseline, spread: 0.9),
                ])
            return try StudyReport(
                results: StudyResults(
                    dataSet: StudyExample.dataSet(scenarios: ["a", "b"], tasks: ["clicks"]), commands: [], main: main,
                    heldOut: [], sweeps: [])
            ).markdown()
        }
        #expect(try findings(0.3).contains("It is lower than 1 of 2 baselines and tied with CGC."))
        #expect(try findings(0.6).contains("It is lower than 2 of 2 baselines."))
        #expect(
            try findings(0.1).contains("It is lower than 1 of 2 baselines and higher than CGC."))
        #expect(try findings(0.1).contains("It has no margin in the minor scenarios."))
    }

    @Test func resultsThatDoNotFitAreRefused() {
        let good = StudyExample.part(
            scenarios: ["a", "b"], tasks: ["clicks"],
            qualities: [StudyExample.Quality(name: "M2M", role: .model, spread: 0.3)])
        let other = StudyExample.part(
            scenarios: ["a", "b"], tasks: ["clicks"],
            qualities: [StudyExample.Quality(name: "CGC", role: .baseline, spread: 0.3)], samples: 4)
        func fault(
            scenarios: [String] = ["a", "b"], tasks: [String] = ["clicks"], variants: [StudyVariant]
        ) -> StudyReportError? {
            let part = StudyPart(
                scenarios: scenarios, tasks: tasks, scenarioSamples: [2, 1], variants: variants)
            let results = StudyResults(
                dataSet: Self.small.dataSet, commands: [], main: part, heldOut: [], sweeps: [])
            do {
                _ = try StudyReport(results: results)
                return nil
            } catch {
                return error
            }
        }
        let name = "the main comparison"
        #expect(fault(variants: good.variants) == nil)
        #expect(fault(variants: good.variants + other.variants) == .otherSamples(variant: "CGC", part: name))
        #expect(fault(tasks: ["clicks", "gmv"], variants: good.variants) == .malformed(variant: "M2M", part: name))
        #expect(fault(scenarios: ["a"], variants: good.variants) == .scenarios(part: name))
        let empty = StudyVariant(name: "MRAN", role: .baseline, parameters: nil, runs: [])
        #expect(fault(variants: good.variants + [empty]) == .malformed(variant: "MRAN", part: name))
    }

    @Test func aHeldOutScenarioThatIsNotInItsPartIsRefused() {
        let held = HeldOutPart(
            scenario: "c", launchDay: Self.small.dataSet.firstDay, labelledDays: 7,
            part: StudyExample.part(scenarios: ["a"], tasks: ["clicks"], qualities: []))
        let results = StudyResults(
            dataSet: Self.small.dataSet, commands: [], main: nil, heldOut: [held], sweeps: [])
        #expect(throws: StudyReportError.scenarios(part: "c after 7 labelled days")) {
            try StudyReport(results: results)
        }
    }
}
