import Testing

@testable import Evaluation

struct SVGTextTests {
    @Test func coordinatesAreShort() {
        for (value, text) in [(0.0, "0"), (3.04, "3"), (3.06, "3.1"), (-1.26, "-1.3"), (812, "812")] {
            #expect(SVGText.number(value) == text)
        }
    }

    @Test func markupIsEscapedAndControlCharactersDropped() {
        #expect(SVGText.escaped("<a&'\">\n\u{7}é") == "&lt;a&amp;&#39;&quot;&gt; é")
    }
}
