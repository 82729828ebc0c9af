import Testing

@testable import TensorCore

@Suite struct AlignedBufferTests {
    @Test(arguments: [0, 1, 7, 16, 1000, 65_537])
    func startsAlignedAndZero(count: Int) {
        // Memory that was used before is handed out again: dirty some first.
        for _ in 0..<4 {
            let used = AlignedBuffer(count: count)
            used.base.update(repeating: 3, count: count)
        }
        let buffer = AlignedBuffer(count: count)
        #expect(UInt(bitPattern: buffer.base) % 64 == 0)
        #expect(buffer.count == count)
        #expect(Array(buffer.elements) == [Float](repeating: 0, count: count))
    }

    @Test func elementsAreItsMemory() {
        let buffer = AlignedBuffer(count: 3)
        buffer.elements[1] = 5
        #expect(buffer.base[1] == 5)
        buffer.base[2] = 7
        #expect(Array(buffer.elements) == [0, 5, 7])
    }
}
