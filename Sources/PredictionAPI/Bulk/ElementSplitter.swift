/// Cuts a body that arrives in pieces into its elements: those of a JSON array, or the lines of NDJSON.
///
/// It looks for where elements end and no further; whether each is JSON is for ``JSONReader``. It keeps no more than the
/// element that is being received.
struct ElementSplitter {
    enum Framing: Sendable {
        case array
        /// An element a line; blank lines are none.
        case lines
    }

    private enum Place {
        case start
        /// After the array's bracket.
        case firstElement
        /// After a comma.
        case nextElement
        case withinElement
        case afterElement
        case end
    }

    private let framing: Framing
    private let longestElement: Int
    private var buffer: [UInt8] = []
    /// Bytes of the body before those of the buffer.
    private var dropped = 0
    /// The first byte of the element, or the first not looked at where there is none.
    private var start = 0
    /// The first byte that was not looked at.
    private var index = 0
    private var place: Place
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isFinished = false
    /// What ended the reading.
    private var failure: PredictRequestFault?

    init(_ framing: Framing, longestElement: Int) {
        self.framing = framing
        self.longestElement = longestElement
        place = framing == .array ? .start : .nextElement
    }

    mutating func append(_ piece: [UInt8]) {
        if start > 0 {
            buffer.removeSubrange(..<start)
            dropped += start
            index -= start
            start = 0
        }
        buffer += piece
    }

    /// Says that no more bytes come.
    mutating func finish() {
        isFinished = true
    }

    /// The next element without the white space around it.
    ///
    /// - Returns: `nil` where more bytes are needed; once they are finished, where there is no other element.
    /// - Throws: ``PredictRequestFault`` where the array goes wrong, or an element is too long; the same at every later
    ///   call, since what follows cannot be told apart any more.
    mutating func next() throws(PredictRequestFault) -> [UInt8]? {
        if let failure { throw failure }
        do throws(PredictRequestFault) {
            let element = framing == .array ? try nextOfArray() : nextLine()
            guard element?.count ?? (index - start) <= longestElement else {
                throw PredictRequestFault.elementTooLong(limit: longestElement)
            }
            return element
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func nextLine() -> [UInt8]? {
        while true {
            while index < buffer.count, buffer[index] != UInt8(ascii: "\n") { index += 1 }
            guard index < buffer.count || (isFinished && start < index) else { return nil }
            var line = buffer[start..<index]
            index = min(index + 1, buffer.count)
            start = index
            line = line.drop(while: Self.isWhitespace)
            while line.last.map(Self.isWhitespace) == true { line.removeLast() }
            if !line.isEmpty { return Array(line) }
        }
    }

    private mutating func nextOfArray() throws(PredictRequestFault) -> [UInt8]? {
        while true {
            if place == .withinElement {
                guard scanElement() else { return isFinished ? try ended() : nil }
                place = .afterElement
                let element = Array(buffer[start..<index])
                start = index
                return element
            }
            while index < buffer.count, Self.isWhitespace(buffer[index]) { index += 1 }
            start = index
            guard index < buffer.count else { return isFinished ? try ended() : nil }
            let byte = buffer[index]
            switch place {
            case .start where byte == UInt8(ascii: "["): advance(to: .firstElement)
            case .start: throw fault("an array")
            case .firstElement where byte == UInt8(ascii: "]"): advance(to: .end)
            case .firstElement, .nextElement:
                guard byte != UInt8(ascii: ","), byte != UInt8(ascii: "]") else { throw fault("a value") }
                depth = 0
                isInString = false
                isEscaped = false
                place = .withinElement
            case .afterElement where byte == UInt8(ascii: ","): advance(to: .nextElement)
            case .afterElement where byte == UInt8(ascii: "]"): advance(to: .end)
            case .afterElement: throw fault("',' or ']' after the element")
            case .end: throw fault("the end of the text")
            case .withinElement: break
            }
        }
    }

    /// - Returns: whether the element ends at the index.
    private mutating func scanElement() -> Bool {
        while index < buffer.count {
            let byte = buffer[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return true }
                    depth -= 1
                case UInt8(ascii: ","): if depth == 0 { return true }
                default: if depth == 0, Self.isWhitespace(byte) { return true }
                }
            }
            index += 1
        }
        return false
    }

    private mutating func advance(to place: Place) {
        self.place = place
        index += 1
        start = index
    }

    private func ended() throws(PredictRequestFault) -> [UInt8]? {
        guard place == .end else { throw fault("the closing bracket of the array") }
        return nil
    }

    private func fault(_ expected: String) -> PredictRequestFault {
        .malformedJSON(JSONSyntaxError(offset: dropped + index, fault: .expected(expected)))
    }

    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
