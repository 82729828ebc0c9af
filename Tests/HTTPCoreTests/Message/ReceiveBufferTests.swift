import Testing

@testable import HTTPCore

@Suite struct ReceiveBufferTests {
    private func fill(_ buffer: inout ReceiveBuffer, with bytes: [UInt8], room: Int) {
        _ = buffer.append(room: room) { destination -> TransferOutcome in
            #expect(destination.count >= room)
            destination.copyBytes(from: bytes)
            return .transferred(bytes.count)
        }
    }

    private func contents(_ buffer: ReceiveBuffer) -> [UInt8] {
        buffer.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
    }

    @Test func keepsWhatIsNotReadInOrder() {
        var buffer = ReceiveBuffer()
        var expected: [UInt8] = []
        for round in 0..<200 {
            let bytes = (0..<(round % 17 + 1)).map { UInt8(truncatingIfNeeded: round &* 31 &+ $0) }
            fill(&buffer, with: bytes, room: 32)
            expected += bytes
            let read = min(round % 11, expected.count)
            buffer.consume(read)
            expected.removeFirst(read)
            #expect(contents(buffer) == expected)
            #expect(buffer.count == expected.count)
        }
    }

    @Test func aReadThatWouldBlockAddsNothing() {
        var buffer = ReceiveBuffer()
        fill(&buffer, with: [1, 2, 3], room: 8)
        let outcome = buffer.append(room: 8) { destination -> TransferOutcome in
            destination[0] = 9
            return .wouldBlock
        }
        #expect(outcome == .wouldBlock)
        #expect(contents(buffer) == [1, 2, 3])
    }
}
