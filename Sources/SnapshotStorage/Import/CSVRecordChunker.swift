/// Cuts a stream of CSV into texts that end where a record ends, so that each can be parsed alone in bounded memory.
struct CSVRecordChunker {
    /// Whole records and the line on which each begins.
    struct Chunk: Equatable {
        let text: String
        /// Lines from 1.
        let lines: [Int]
    }

    /// The bytes that one record may take, so that an open quote cannot fill the memory.
    static let largestRecord = 1 << 20

    private let source: CSVSource
    private let blockSize: Int
    /// Bytes read and not given out yet, which begin with a record.
    private var pending: [UInt8] = []
    /// How many of ``pending`` were looked at.
    private var scanned = 0
    private var isQuoted = false
    private var line = 1
    private var recordLine = 1
    private var isAtEnd = false
    /// Bytes read so far.
    private(set) var byteCount = 0

    init(_ source: CSVSource, blockSize: Int = 1 << 18) {
        self.source = source
        self.blockSize = max(1, blockSize)
    }

    /// The next records; `nil` at the end.
    ///
    /// - throws: ``ImportError``
    mutating func next() throws -> Chunk? {
        var lines: [Int] = []
        while !isAtEnd {
            let end = scan(&lines)
            if end > 0 { return try take(end, lines) }
            guard pending.count <= Self.largestRecord else {
                throw ImportError.endlessRecord(file: source.name, line: recordLine)
            }
            try fill()
        }
        let end = scan(&lines)
        if end > 0 { return try take(end, lines) }
        guard !pending.isEmpty else { return nil }
        guard !isQuoted else { throw ImportError.endlessRecord(file: source.name, line: recordLine) }
        // The last record lacks its line end, without which the parser would drop an empty last field.
        pending.append(UInt8(ascii: "\n"))
        return try take(pending.count, [recordLine])
    }

    private mutating func fill() throws {
        let isFirst = byteCount == 0
        let bytes = try source.read(blockSize)
        isAtEnd = bytes.isEmpty
        byteCount += bytes.count
        pending.append(contentsOf: bytes)
        // A byte order mark may come in pieces; no header is shorter.
        if isFirst, !isAtEnd {
            while pending.count < 3 {
                let more = try source.read(blockSize)
                guard !more.isEmpty else { break }
                byteCount += more.count
                pending.append(contentsOf: more)
            }
            if pending.starts(with: [0xEF, 0xBB, 0xBF]) { pending.removeFirst(3) }
        }
    }

    /// Looks at the new bytes; gives the number of bytes of whole records and adds the lines on which they begin.
    private mutating func scan(_ lines: inout [Int]) -> Int {
        var end = 0
        for index in scanned..<pending.count {
            switch pending[index] {
            case UInt8(ascii: "\""):
                isQuoted.toggle()
            case UInt8(ascii: "\n"):
                line += 1
                if !isQuoted {
                    lines.append(recordLine)
                    recordLine = line
                    end = index + 1
                }
            default: break
            }
        }
        scanned = pending.count
        return end
    }

    private mutating func take(_ end: Int, _ lines: [Int]) throws -> Chunk {
        let bytes = pending[..<end]
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let physicalLines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let sound = physicalLines.prefix { String(validating: $0, as: UTF8.self) != nil }.count
            throw ImportError.notUTF8(file: source.name, line: (lines.first ?? 1) + sound)
        }
        pending.removeFirst(end)
        scanned = pending.count
        return Chunk(text: text, lines: lines)
    }
}
