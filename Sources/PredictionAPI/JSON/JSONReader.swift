/// Reads JSON text from bytes, strictly as RFC 8259 has it.
///
/// Stricter than the grammar where the RFC leaves a choice: no byte order mark, no key twice in one object, no lone
/// surrogate in an escape, no number beyond a double, a limit on nesting. Time is linear in the length of the text.
package struct JSONReader {
    let bytes: [UInt8]
    let end: Int
    let maximumDepth: Int
    var index: Int

    private init(bytes: [UInt8], range: Range<Int>, maximumDepth: Int) {
        self.bytes = bytes
        self.index = range.lowerBound
        self.end = range.upperBound
        self.maximumDepth = maximumDepth
    }

    /// The nesting that requests may have; the deepest one of the contract needs 5.
    package static let defaultMaximumDepth = 32

    /// The one value that `bytes` hold.
    package static func value(
        of bytes: [UInt8], maximumDepth: Int = defaultMaximumDepth
    ) throws(JSONSyntaxError) -> JSONValue {
        try value(of: bytes, in: bytes.indices, maximumDepth: maximumDepth)
    }

    /// The one value that a part of `bytes` holds. Offsets of errors count from the start of `bytes`.
    package static func value(
        of bytes: [UInt8], in range: Range<Int>, maximumDepth: Int = defaultMaximumDepth
    ) throws(JSONSyntaxError) -> JSONValue {
        var reader = JSONReader(bytes: bytes, range: range, maximumDepth: maximumDepth)
        let value = try reader.readDocument { reader throws(JSONSyntaxError) in try reader.readValue(depth: 0) }
        return value
    }

    /// The ranges of the elements of the array that `bytes` hold, each of them checked. The elements themselves are not
    /// kept, so that a long array takes no more memory than its text.
    package static func elements(
        ofArrayIn bytes: [UInt8], maximumDepth: Int = defaultMaximumDepth
    ) throws(JSONSyntaxError) -> JSONArrayElements {
        var reader = JSONReader(bytes: bytes, range: bytes.indices, maximumDepth: maximumDepth)
        return try reader.readDocument { reader throws(JSONSyntaxError) -> JSONArrayElements in
            guard reader.peek() == UInt8(ascii: "[") else { return .notAnArray(try reader.readValue(depth: 0)) }
            var ranges: [Range<Int>] = []
            try reader.readElements { reader throws(JSONSyntaxError) in
                let start = reader.index
                _ = try reader.readValue(depth: 1)
                ranges.append(start..<reader.index)
            }
            return .ranges(ranges)
        }
    }

    private mutating func readDocument<Result>(
        _ body: (inout JSONReader) throws(JSONSyntaxError) -> Result
    ) throws(JSONSyntaxError) -> Result {
        skipWhitespace()
        let result = try body(&self)
        skipWhitespace()
        guard index == end else { throw failure(.expected("the end of the text")) }
        return result
    }

    private mutating func readValue(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "{"): return .object(try readObject(depth: depth))
        case UInt8(ascii: "["):
            try checkDepth(depth)
            var elements: [JSONValue] = []
            try readElements { reader throws(JSONSyntaxError) in
                elements.append(try reader.readValue(depth: depth + 1))
            }
            return .array(elements)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try readNumber())
        case UInt8(ascii: "t"): return try readLiteral("true", .bool(true))
        case UInt8(ascii: "f"): return try readLiteral("false", .bool(false))
        case UInt8(ascii: "n"): return try readLiteral("null", .null)
        default: throw failure(.expected("a value"))
        }
    }

    private mutating func readObject(depth: Int) throws(JSONSyntaxError) -> JSONObject {
        try checkDepth(depth)
        index += 1
        var object = JSONObject()
        skipWhitespace()
        if skip("}") { return object }
        while true {
            skipWhitespace()
            guard peek() == UInt8(ascii: "\"") else { throw failure(.expected("a key in quotes")) }
            let keyOffset = index
            let key = try readString()
            skipWhitespace()
            guard skip(":") else { throw failure(.expected("':' after the key")) }
            skipWhitespace()
            guard object.append(key: key, value: try readValue(depth: depth + 1)) else {
                throw JSONSyntaxError(offset: keyOffset, fault: .duplicateKey(key))
            }
            skipWhitespace()
            if skip("}") { return object }
            guard skip(",") else { throw failure(.expected("',' or '}' after the member")) }
        }
    }

    /// Reads an array, calling `readElement` at the first byte of every element.
    private mutating func readElements(
        _ readElement: (inout JSONReader) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        index += 1
        skipWhitespace()
        if skip("]") { return }
        while true {
            skipWhitespace()
            try readElement(&self)
            skipWhitespace()
            if skip("]") { return }
            guard skip(",") else { throw failure(.expected("',' or ']' after the element")) }
        }
    }

    private mutating func readLiteral(
        _ literal: StaticString, _ value: JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        for offset in 0..<literal.utf8CodeUnitCount {
            guard peek() == literal.utf8Start[offset] else { throw failure(.expected("'\(literal)'")) }
            index += 1
        }
        return value
    }

    private func checkDepth(_ depth: Int) throws(JSONSyntaxError) {
        guard depth < maximumDepth else { throw failure(.tooDeep(limit: maximumDepth)) }
    }

    /// The byte at the index; 0, which no JSON text has outside a string's faults, at the end.
    func peek() -> UInt8 { index < end ? bytes[index] : 0 }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < end, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipWhitespace() {
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
        {
            index += 1
        }
    }

    func failure(_ fault: JSONSyntaxError.Fault) -> JSONSyntaxError { JSONSyntaxError(offset: index, fault: fault) }
}
