import Testing

@testable import PredictionAPI

struct PageSourcesTests {
    @Test func fillsTheEmptyElements() {
        let sources = PageSources(
            markup: Array("<style></style><p>é</p><script type=\"module\"></script>".utf8),
            style: Array("p { color: red }".utf8), scripts: [Array("one()".utf8), Array("two()".utf8)])
        #expect(
            sources.document
                == "<style>p { color: red }</style><p>é</p><script type=\"module\">one()\ntwo()</script>")
    }

    @Test func leavesWhatOnlyLooksLikeAnEmptyElement() {
        let sources = PageSources(
            markup: Array("<style></style><script type=\"module\"></script>".utf8), style: [],
            scripts: [Array("'<style></style>'".utf8)])
        #expect(sources.document == "<style></style><script type=\"module\">'<style></style>'</script>")
    }
}
