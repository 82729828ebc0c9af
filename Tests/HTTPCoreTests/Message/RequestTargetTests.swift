import HTTPTypes
import Testing

@testable import HTTPCore

@Suite struct RequestTargetTests {
    private func target(_ text: String) throws -> RequestTarget {
        try RequestTarget(Array(text.utf8).span, method: .get)
    }

    @Test func splitsPathAndQuery() throws {
        let target = try target("/models/7?a=1&b=2")
        #expect(target.path == "/models/7")
        #expect(target.encodedQuery == "a=1&b=2")
        #expect(target.authority == nil)
    }

    @Test func decodesThePathButKeepsItsEncodedForm() throws {
        let target = try target("/a%2Fb/%C3%A9?x")
        #expect(target.path == "/a/b/é")
        #expect(target.encodedPath == "/a%2Fb/%C3%A9")
    }

    @Test func absoluteFormHasAnAuthority() throws {
        let target = try target("http://h.example:8080/p?q=1")
        #expect(target.authority == "h.example:8080")
        #expect(target.path == "/p")
        #expect(target.encodedQuery == "q=1")
        #expect(try self.target("http://h").path == "/")
    }

    @Test func decodesOnlyWhatIsText() {
        #expect(PercentEncoding.decode("%41%c3%a9") == "Aé")
        #expect(PercentEncoding.decode("%c3") == nil)
        #expect(PercentEncoding.decode("%c0%af") == nil)
        #expect(PercentEncoding.decode("%1f") == nil)
        #expect(PercentEncoding.decode("%7f") == nil)
        #expect(PercentEncoding.decode("%4") == nil)
    }
}
