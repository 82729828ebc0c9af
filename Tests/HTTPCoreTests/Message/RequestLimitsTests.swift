import Testing

@testable import HTTPCore

/// Each limit lets through what is as long as it says, and nothing longer.
@Suite struct RequestLimitsTests {
    private func statuses(_ text: String, _ limits: ServerLimits) -> [Int] {
        let bytes = Array(text.utf8)
        let whole = ParsedMessage.reading([bytes], limits: limits)
        #expect(ParsedMessage.reading(bytes.map { [$0] }, limits: limits) == whole)
        return whole.map(\.status)
    }

    @Test func requestLineOf8000BytesIsTakenByDefault() {
        let target = "/" + String(repeating: "a", count: 7999)
        #expect(statuses("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n", ServerLimits()) == [200])
    }

    @Test(arguments: [(0, 200), (1, 414), (2, 414), (1000, 414)])
    func requestLine(_ excess: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.requestLineBytes = 100
        let target = "/" + String(repeating: "a", count: 100 - "GET / HTTP/1.1".count + excess)
        #expect(statuses("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n", limits) == [status])
    }

    @Test(arguments: [(0, 200), (1, 431), (2, 431)])
    func fieldLine(_ excess: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.fieldLineBytes = 50
        let value = String(repeating: "v", count: 50 - "A: ".count + excess)
        #expect(statuses("GET / HTTP/1.1\r\nHost: h\r\nA: \(value)\r\n\r\n", limits) == [status])
    }

    @Test(arguments: [(0, 200), (1, 431)])
    func fieldSection(_ excess: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.fieldSectionBytes = 60
        let value = String(repeating: "v", count: 60 - "Host: h".count - "A: ".count + excess)
        #expect(statuses("GET / HTTP/1.1\r\nHost: h\r\nA: \(value)\r\n\r\n", limits) == [status])
    }

    @Test(arguments: [(100, 200), (101, 431)])
    func fieldCount(_ count: Int, _ status: Int) {
        let fields = (1..<count).map { "F\($0): v\r\n" }.joined()
        #expect(statuses("GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n", ServerLimits()) == [status])
    }

    @Test(arguments: [(0, 200), (1, 413)])
    func announcedBody(_ excess: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.bodyBytes = 10
        let body = String(repeating: "b", count: 10 + excess)
        let text = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.count)\r\n\r\n"
        #expect(statuses(text + body, limits) == [status])
        #expect(statuses(text, limits) == (excess > 0 ? [413] : []), "before the body is there")
    }

    @Test(arguments: [(0, 200), (1, 413)])
    func chunkedBody(_ excess: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.bodyBytes = 10
        let chunks = String(repeating: "1\r\nb\r\n", count: 10 + excess)
        let text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)0\r\n\r\n"
        #expect(statuses(text, limits) == [status])
    }

    @Test(arguments: [(0, 200), (1, 413)])
    func chunkExtensions(_ excess: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.chunkExtensionBytes = 20
        let long = String(repeating: "e", count: 10 + excess)
        let text =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "1;\(String(repeating: "e", count: 10))\r\nb\r\n1;\(long)\r\nb\r\n0\r\n\r\n"
        #expect(statuses(text, limits) == [status])
    }

    @Test(arguments: [(0, 200), (1, 431)])
    func trailerBytes(_ excess: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.trailerBytes = 20
        let value = String(repeating: "v", count: 20 - "A: ".count + excess)
        let text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: \(value)\r\n\r\n"
        #expect(statuses(text, limits) == [status])
    }

    @Test(arguments: [(3, 200), (4, 431)])
    func trailerCount(_ count: Int, _ status: Int) {
        var limits = ServerLimits()
        limits.trailerCount = 3
        let trailer = String(repeating: "A: b\r\n", count: count)
        let text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\(trailer)\r\n"
        #expect(statuses(text, limits) == [status])
    }

    @Test func manySmallChunksAreHeldToTheBodyLimit() {
        var limits = ServerLimits()
        limits.bodyBytes = 1000
        let text =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + String(repeating: "1\r\nx\r\n", count: 100_000)
        #expect(ParsedMessage.reading([Array(text.utf8)], limits: limits).map(\.status) == [413])
    }
}
