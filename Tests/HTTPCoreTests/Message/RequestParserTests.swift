import HTTPTypes
import Testing

@testable import HTTPCore

@Suite struct RequestParserTests {
    @Test("Each case of the list gets its status", arguments: WireCase.all)
    func status(_ wireCase: WireCase) {
        #expect(ParsedMessage.reading([wireCase.bytes]).map(\.status) == wireCase.statuses)
    }

    @Test("Where the bytes are split makes no difference", arguments: WireCase.all)
    func splits(_ wireCase: WireCase) {
        let whole = ParsedMessage.reading([wireCase.bytes])
        for offset in 1..<wireCase.bytes.count {
            let pieces = [Array(wireCase.bytes[..<offset]), Array(wireCase.bytes[offset...])]
            #expect(ParsedMessage.reading(pieces) == whole, "split at \(offset)")
        }
        #expect(ParsedMessage.reading(wireCase.bytes.map { [$0] }) == whole, "one byte at a time")
    }

    @Test func damagedRequestsNeverTrapAndDoNotDependOnSplits() {
        var generator = SplitMix(state: 7)
        let interesting: [UInt8] = Array("\r\n\t :;,=%/?0a\"\\".utf8) + [0, 0x7F, 0x80, 0xFF]
        for round in 0..<10_000 {
            var bytes = WireCase.all[round % WireCase.all.count].bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let position = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[position] = interesting.randomElement(using: &generator) ?? 0
                case 1: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: position)
                case 2: bytes.insert(contentsOf: bytes[position...].prefix(9), at: position)
                default: if bytes.count > 1 { bytes.remove(at: position) }
                }
            }
            let offset = Int.random(in: 0...bytes.count, using: &generator)
            let pieces = [Array(bytes[..<offset]), Array(bytes[offset...])]
            if ParsedMessage.reading(pieces) != ParsedMessage.reading([bytes]) {
                Issue.record("\(bytes) split at \(offset)")
            }
        }
    }

    @Test("What follows a fault is not read", arguments: WireCase.all.filter { $0.statuses == [400] })
    func nothingBehindAFault(_ wireCase: WireCase) {
        let more = ParsedMessage.reading([wireCase.bytes, Array("GET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8)])
        #expect(more == ParsedMessage.reading([wireCase.bytes]))
    }

    @Test func readsMethodTargetFieldsAndBody() {
        let text = "POST /a/b?c=d HTTP/1.1\r\nHost: h\r\nX-One:  two words \r\nContent-Length: 3\r\n\r\nabc"
        #expect(
            ParsedMessage.reading([Array(text.utf8)]) == [
                .request(
                    method: "POST", target: "/a/b?c=d", fields: ["Host: h", "X-One: two words", "Content-Length: 3"],
                    body: Array("abc".utf8), keepsOpen: true)
            ])
    }

    @Test func joinsChunksAndDropsTrailers() {
        let text =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nContent-Type: x/y\r\n\r\n"
        #expect(
            ParsedMessage.reading([Array(text.utf8)]) == [
                .request(
                    method: "POST", target: "/", fields: ["Host: h", "Transfer-Encoding: chunked"],
                    body: Array("hello world".utf8), keepsOpen: true)
            ])
    }

    @Test(
        "Version and Connection decide whether the connection stays open",
        arguments: [
            ("HTTP/1.1\r\nHost: h", true), ("HTTP/1.1\r\nHost: h\r\nConnection: close", false),
            ("HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, CLOSE", false),
            ("HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\nConnection: close", false),
            ("HTTP/1.0", false), ("HTTP/1.0\r\nConnection: Keep-Alive", true),
            ("HTTP/1.0\r\nConnection: keep-alive, close", false),
        ])
    func keepAlive(_ rest: String, _ expected: Bool) {
        let messages = ParsedMessage.reading([Array("GET / \(rest)\r\n\r\n".utf8)])
        guard case .request(_, _, _, _, let keepsOpen) = messages.first else {
            Issue.record("not a request: \(messages)")
            return
        }
        #expect(keepsOpen == expected)
    }

    @Test func readsManyRequestsOfOnePiece() {
        let one = "GET /%d HTTP/1.1\r\nHost: h\r\n\r\n"
        let text = (0..<100).map { one.replacing("%d", with: "\($0)") }.joined()
        let targets = ParsedMessage.reading([Array(text.utf8)]).map { message -> String in
            guard case .request(_, let target, _, _, _) = message else { return "" }
            return target
        }
        #expect(targets == (0..<100).map { "/\($0)" })
    }

    @Test(
        "The end of the input inside a request is a fault",
        arguments: [
            ("", nil), ("GET / HT", MalformedRequest.truncatedHeader),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello", .truncatedBody),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", .truncatedBody),
        ])
    func endOfInput(_ text: String, _ reason: MalformedRequest?) {
        let expected: [ParsedMessage] = reason.map { [.fault(.malformed($0))] } ?? []
        #expect(ParsedMessage.reading([Array(text.utf8)], endsInput: true) == expected)
    }

    @Test func tellsHowFarARequestHasGot() throws {
        var parser = RequestParser(limits: ServerLimits())
        #expect(parser.progress == .untouched)
        #expect(parser.faultAtDeadline == nil)
        parser.append(Array("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r".utf8))
        _ = try parser.next()
        #expect(parser.faultAtDeadline == .headerTimeout)
        parser.append(Array("\na".utf8))
        _ = try parser.next()
        _ = try parser.next()
        #expect(parser.faultAtDeadline == .bodyTimeout)
        #expect(parser.heldBodyBytes == 1)
    }
}
