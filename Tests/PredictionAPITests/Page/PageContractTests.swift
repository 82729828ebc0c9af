import Testing

@testable import PredictionAPI

/// Holds the page's script to the contract, and to what its policy allows.
struct PageContractTests {
    private let files: PageFiles

    init() throws {
        files = try PageFiles()
    }

    /// `METHOD /path` of every question, a version's number as the contract writes it.
    private func questions() -> [String] {
        files.script.matches(of: /\.(get|post)\(\s*["`](\/[^"`]*)["`]/).map { match in
            let path = match.output.2.replacing(/\$\{[^}]*ersion\}/, with: "{version}")
            return "\(match.output.1.uppercased()) \(path)"
        }
    }

    /// What a text has of a pattern, for which an expectation shows no more than that.
    private func findings(_ pattern: Regex<Substring>, in text: String) -> [String] {
        text.matches(of: pattern).map { String($0.output) }
    }

    @Test func asksForRoutesOfTheContractAlone() throws {
        let names = Set(try Contract().operations.map(\.name))
        let asked = questions()
        for question in asked { #expect(names.contains(question), "\(question)") }
        #expect(
            Set(asked) == [
                "GET /health", "GET /model", "GET /models", "GET /models/{version}", "GET /retrain", "POST /predict",
                "POST /predict/bulk",
            ])
    }

    @Test func showsWhatTheContractSaysOfTheService() throws {
        let described = try Contract().document["components"]["schemas"]["Health"]["properties"].keys
        let begin = try #require(files.scripts["page.js"])
        let parts = try #require(begin.firstMatch(of: /function healthText\(\{ ([a-z_, ]+) \}\)/)).output.1
        let others = begin.matches(of: /health\.([a-z_]+)/).map { $0.output.1 }
        let shown = Set((parts.split(separator: ", ") + others).map(String.init))
        #expect(shown.isSubset(of: described))
        #expect(shown.contains("database_error"))
    }

    @Test func asksInOnePlaceAlone() {
        #expect(findings(/\bfetch\(/, in: files.script).count == 1)
        let others = /XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\s*\(|\bimport\b.*from/
        #expect(findings(others, in: files.script) == [])
    }

    @Test func needsNothingFromElsewhere() {
        for text in [files.markup, files.style, files.script] {
            // The name of a language, which nobody fetches.
            let addresses = Set(findings(/https?:\/\/[^'"\s)]*/, in: text)).subtracting(["http://www.w3.org/2000/svg"])
            #expect(addresses == [])
        }
        #expect(findings(/url\(|@import/, in: files.style) == [])
    }

    /// Names and problems come from databases: none of them becomes markup.
    @Test func makesNoMarkupOfText() {
        let markup = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment/
        #expect(findings(markup, in: files.script) == [])
        #expect(findings(/\beval\(|\bFunction\(/, in: files.script) == [])
    }

    /// The policy refuses them.
    @Test func hasNoStylesOrHandlersInAttributes() {
        #expect(findings(/\s(?:style|on[a-z]+)=/, in: files.markup) == [])
        // Numbers have a style too.
        #expect(findings(/\bstyle: (?!"percent")|\.style\b|"style"|\bon[a-z]+:/, in: files.script) == [])
    }

    @Test func hasOnePlaceForTheStyleAndOneForTheScript() {
        #expect(findings(/<style.*/, in: files.markup) == ["<style></style>"])
        #expect(findings(/<script.*/, in: files.markup) == ["<script type=\"module\"></script>"])
        // What ends an element inside of it would end it early.
        #expect(findings(/<\//, in: files.style) == [])
        #expect(findings(/<\/script|<!--/, in: files.script) == [])
    }

    /// Files that are joined have one scope, in which a name that comes twice is an error.
    @Test func declaresNoNameTwice() {
        let names = files.script.matches(
            of: /(?:^|\n)(?:async )?(?:function|class|const|let) ([A-Za-z]+)/
        ).map { String($0.output.1) }
        #expect(names.count > 30)
        #expect(Set(names).count == names.count)
    }

    @Test func everyInputHasALabel() {
        let input = /<(?:input|select)\b/
        let labels = findings(/<label[^>]*>(?s:.*?)<\/label>/, in: files.markup)
        #expect(labels.count == 10)
        for label in labels { #expect(findings(input, in: label).count == 1, "\(label)") }
        #expect(findings(input, in: files.markup).count == labels.count)
    }
}
