/// Finds the lines of a request's header in bytes that arrive in pieces of any size.
///
/// Every byte is judged by its position and what precedes it, never by where a piece ends: the outcome is the same
/// for every way of splitting the bytes. Lines are not copied; positions are counted from the header's first byte.
struct RequestHeadParser: Sendable {
    /// A header line: where its name and its value are.
    struct FieldLine: Sendable {
        var name: Range<Int>
        var value: Range<Int>
    }

    private enum Stage {
        case requestLine
        case fields
    }

    private let limits: ServerLimits
    private var stage = Stage.requestLine
    private var lineStart = 0
    /// The first byte that has not been looked at.
    private var scanned = 0
    private var emptyLineCount = 0
    private var fieldSectionBytes = 0

    private(set) var requestLine = RequestLine()
    private(set) var fieldLines: [FieldLine] = []
    private(set) var framingFields = FramingFields()

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// Forgets the header it has read, to read the next one into the same storage.
    mutating func reset() {
        stage = .requestLine
        lineStart = 0
        scanned = 0
        emptyLineCount = 0
        fieldSectionBytes = 0
        fieldLines.removeAll(keepingCapacity: true)
        framingFields = FramingFields()
    }

    /// Reads on.
    ///
    /// - Parameter bytes: all bytes from the header's first one, those of earlier calls included.
    /// - Returns: the header's length once its empty line is there, else nil.
    mutating func parse(_ bytes: Span<UInt8>) throws(RequestFault) -> Int? {
        while true {
            guard let lineEnd = try findLineEnd(in: bytes) else { return nil }
            let line = lineStart..<lineEnd
            lineStart = lineEnd + 2
            scanned = lineStart
            switch stage {
            case .requestLine:
                if line.isEmpty {
                    emptyLineCount += 1
                    guard emptyLineCount <= 2 else { throw .malformed(.emptyLines) }
                } else {
                    requestLine = try RequestLine(line, in: bytes)
                    stage = .fields
                }
            case .fields:
                if line.isEmpty { return lineStart }
                try readField(line, in: bytes)
            }
        }
    }

    /// The position of the carriage return that ends the current line, or nil where it has not arrived.
    private mutating func findLineEnd(in bytes: Span<UInt8>) throws(RequestFault) -> Int? {
        let limit: Int
        var position = scanned
        let end: Int
        switch stage {
        case .requestLine:
            limit = lineStart + limits.requestLineBytes
            end = min(bytes.count, limit)
            while position < end, bytes[position].isVisibleASCIIOrSpace { position += 1 }
        case .fields:
            limit = lineStart + min(limits.fieldLineBytes, limits.fieldSectionBytes - fieldSectionBytes)
            end = min(bytes.count, limit)
            while position < end, bytes[position].isFieldText { position += 1 }
        }
        scanned = position
        if position == bytes.count { return nil }

        switch bytes[position] {
        case .carriageReturn:
            if position + 1 == bytes.count { return nil }
            guard bytes[position + 1] == .lineFeed else { throw .malformed(.bareCarriageReturn) }
            return position
        case .lineFeed:
            throw .malformed(.bareLineFeed)
        default:
            if position == limit { throw lengthFault }
            throw .malformed(bytes[position] >= 0x80 ? .nonASCIIRequestLine : .controlCharacter)
        }
    }

    private var lengthFault: RequestFault {
        switch stage {
        case .requestLine:
            .requestLineTooLong(limit: limits.requestLineBytes)
        case .fields where limits.fieldSectionBytes - fieldSectionBytes < limits.fieldLineBytes:
            .headerTooLarge(.totalBytes, limit: limits.fieldSectionBytes)
        case .fields:
            .headerTooLarge(.lineBytes, limit: limits.fieldLineBytes)
        }
    }

    private mutating func readField(_ line: Range<Int>, in bytes: Span<UInt8>) throws(RequestFault) {
        fieldSectionBytes += line.count
        guard fieldLines.count < limits.fieldCount else {
            throw .headerTooLarge(.fieldCount, limit: limits.fieldCount)
        }
        guard !bytes[line.lowerBound].isWhitespace else { throw .malformed(.foldedField) }
        var colon = line.lowerBound
        while colon < line.upperBound, bytes[colon].isTokenCharacter { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else {
            throw .malformed(.fieldName)
        }
        let field = FieldLine(
            name: line.lowerBound..<colon, value: bytes.trimmingWhitespace((colon + 1)..<line.upperBound))
        try framingFields.read(
            name: bytes.extracting(field.name), value: bytes.extracting(field.value), at: field.value,
            version: requestLine.version)
        fieldLines.append(field)
    }
}
