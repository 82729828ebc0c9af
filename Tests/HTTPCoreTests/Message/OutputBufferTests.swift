import Testing

@testable import HTTPCore

@Suite struct OutputBufferTests {
    /// Takes a few bytes at a call, and nothing at every third call.
    private struct SlowPeer {
        var received: [UInt8] = []
        var calls = 0

        mutating func take(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> TransferOutcome {
            calls += 1
            if calls % 3 == 0 { return .wouldBlock }
            let taken = (Array(first) + Array(second)).prefix(700)
            received += taken
            return .transferred(taken.count)
        }
    }

    @Test("Text and body leave in order", arguments: [10, 16 << 10, 40_000])
    func order(_ bodyBytes: Int) {
        let body = (0..<bodyBytes).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var output = OutputBuffer()
        output.text.append("head")
        output.appendBody(body)
        #expect(output.count == 4 + bodyBytes)

        var peer = SlowPeer()
        var sent = 0
        while !output.isEmpty { sent += output.drain { peer.take($0, $1) } }
        #expect(sent == 4 + bodyBytes)
        #expect(peer.received == Array("head".utf8) + body)
    }

    @Test func whatHasGoneDoesNotPileUp() {
        var output = OutputBuffer()
        var largest = 0
        for _ in 0..<1000 {
            output.text.append(contentsOf: [UInt8](repeating: 1, count: 1000))
            var isTaken = false
            _ = output.drain { first, _ in
                if isTaken || first.count <= 500 { return .wouldBlock }
                isTaken = true
                return .transferred(first.count - 500)
            }
            #expect(output.count == 500)
            largest = max(largest, output.text.count)
        }
        #expect(largest < 4000)
    }
}
