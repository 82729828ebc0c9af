import Testing

@testable import SnapshotStorage

@Suite struct CSVRecordChunkerTests {
    /// A source that gives its bytes as far as asked.
    static func source(_ bytes: [UInt8]) -> CSVSource {
        var rest = bytes[...]
        return CSVSource(name: "test.csv") { count in
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    static func chunks(_ text: String, blockSize: Int) throws -> [CSVRecordChunker.Chunk] {
        var chunker = CSVRecordChunker(source(Array(text.utf8)), blockSize: blockSize)
        var chunks: [CSVRecordChunker.Chunk] = []
        while let chunk = try chunker.next() { chunks.append(chunk) }
        #expect(chunker.byteCount == text.utf8.count)
        return chunks
    }

    @Test(arguments: 1...40)
    func cutsBetweenRecordsOnly(blockSize: Int) throws {
        let text = "\u{FEFF}a,b\r\n1,\"two\nlines, \"\"é\"\"\"\n\n3,4\n5,"
        let chunks = try Self.chunks(text, blockSize: blockSize)
        #expect(chunks.map(\.text).joined() == "a,b\r\n1,\"two\nlines, \"\"é\"\"\"\n\n3,4\n5,\n")
        #expect(chunks.flatMap(\.lines) == [1, 2, 4, 5, 6])
        for chunk in chunks {
            #expect(chunk.text.hasSuffix("\n") || chunk.text.hasSuffix("\r\n"))
            #expect(chunk.text.utf8.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2))
        }
        if blockSize == 1 { #expect(chunks.count == 5) }
    }

    @Test func givesNothingForNothing() throws {
        #expect(try Self.chunks("", blockSize: 8) == [])
    }

    @Test func refusesAnOpenQuote() {
        #expect(throws: ImportError.endlessRecord(file: "test.csv", line: 2)) {
            try Self.chunks("a\n\"b\nc\n", blockSize: 4)
        }
        let long = "a\n\"" + String(repeating: "x\n", count: CSVRecordChunker.largestRecord)
        var taken = 0
        let endless = CSVSource(name: "test.csv") { count in
            taken += count
            return Array(long.utf8.dropFirst(taken - count).prefix(count))
        }
        var chunker = CSVRecordChunker(endless)
        #expect(throws: ImportError.endlessRecord(file: "test.csv", line: 2)) {
            while try chunker.next() != nil {}
        }
        #expect(taken < 2 * CSVRecordChunker.largestRecord)
    }

    @Test func refusesWhatIsNotUTF8() {
        var chunker = CSVRecordChunker(Self.source(Array("a\n".utf8) + [0xFF, 0x0A]), blockSize: 2)
        #expect(throws: ImportError.notUTF8(file: "test.csv", line: 2)) {
            while try chunker.next() != nil {}
        }
    }
}
