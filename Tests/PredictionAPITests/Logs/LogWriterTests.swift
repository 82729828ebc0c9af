import Dispatch
import Glibc
import Synchronization
import Testing

@testable import PredictionAPI

struct LogWriterTests {
    @Test func linesComeInOrder() {
        let text = Mutex("")
        let writer = LogWriter(
            dropNotice: { Array("dropped \($0)\n".utf8) },
            output: { line in text.withLock { $0 += String(decoding: line, as: UTF8.self) } })
        for number in 1...100 { writer.write(Array("\(number)\n".utf8)) }
        writer.flush(timeout: .seconds(60))
        #expect(text.withLock { $0 } == (1...100).map { "\($0)\n" }.joined())
    }

    /// More than the pipe and the writer hold together: without a thread between them this would not end.
    @Test func aPipeThatNobodyReadsKeepsNobodyWaiting() throws {
        let lineCount = 30_000
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        let writer = LogWriter(
            capacity: 4_096, dropNotice: { Array("dropped \($0)\n".utf8) },
            output: { _ = write(writing, $0, $0.count) })
        for number in 1...lineCount { writer.write(Array("line \(number)\n".utf8)) }

        // Somebody comes to read.
        var text = ""
        var numbers: [Int] = []
        var droppedCount = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while numbers.count + droppedCount < lineCount {
            let count = read(reading, &buffer, buffer.count)
            try #require(count > 0)
            text += String(decoding: buffer[..<count], as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            text = String(lines.last ?? "")
            for words in lines.dropLast().map({ $0.split(separator: " ") }) {
                let number = try #require(Int(words[1]))
                if words[0] == "line" { numbers.append(number) } else { droppedCount += number }
            }
        }
        #expect(droppedCount > 0)
        #expect(numbers.count + droppedCount == lineCount)
        #expect(numbers == numbers.sorted())
        close(reading)
        close(writing)
    }
}
