/// Reading text out of bytes without making strings of it.
extension Span<UInt8> {
    /// Whether the bytes are `text`, capital and small ASCII letters being alike. `text` has small letters only.
    func equals(ignoringCase text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            for position in 0..<count where self[position].asciiLowercased != expected[position] { return false }
            return true
        }
    }

    /// Whether the bytes are exactly `text`.
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            for position in 0..<count where self[position] != expected[position] { return false }
            return true
        }
    }

    /// The range without the spaces and tabs at its two ends.
    func trimmingWhitespace(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start].isWhitespace { start += 1 }
        while start < end, self[end - 1].isWhitespace { end -= 1 }
        return start..<end
    }

    /// The first position of a byte within a range.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        for position in range where self[position] == byte { return position }
        return nil
    }

    /// The range as text; bytes that are not UTF-8 become replacement characters.
    func string(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The ranges between the commas of a list field, without white space around them. Empty elements are kept.
    func listElements() -> [Range<Int>] {
        var elements: [Range<Int>] = []
        var start = 0
        while let comma = firstIndex(of: UInt8(ascii: ","), in: start..<count) {
            elements.append(trimmingWhitespace(start..<comma))
            start = comma + 1
        }
        elements.append(trimmingWhitespace(start..<count))
        return elements
    }
}
