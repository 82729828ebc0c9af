import Testing

@testable import Evaluation

struct MarkdownTextTests {
    @Test(arguments: [
        ("active_days", "active_days"), ("_a_", #"\_a\_"#), ("a|b", #"a\|b"#), ("<b> & *", #"\<b\> &amp; \*"#),
        ("line\nbreak", "line break"), ("−1.2 % ± 0.1", "−1.2 % ± 0.1"),
    ])
    func escapesWhatMeansSomething(text: String, expected: String) {
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test func aFenceIsLongerThanThoseWithin() {
        #expect(MarkdownText.code(["a"]) == "```\na\n```")
        #expect(MarkdownText.code(["```", "b"]) == "````\n```\nb\n````")
    }
}
