/// Reads JSON text from bytes, strictly as RFC 8259 has it.
///
/// Stricter than the grammar where the RFC leaves a choice: no byte order mark, no key twice in one object, no lone
/// surrogate in an escape, no number beyond a double, a limit on nesting. Time is linear in the length of the text.
package struct JSONReader {
    let bytes: [UInt8]
    let end: Int
    let maximumDepth: Int
    var index: Int

    private init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.index = 0
        self.end = bytes.count
        self.maximumDepth = maximumDepth
    }

    /// The nesting that requests may have; the deepest one of the contract needs 5.
    package static let defaultMaximumDepth = 32

    /// The one value that `bytes` hold.
    package static func value(
        of bytes: [UInt8], maximumDepth: Int = defaultMaximumDepth
    ) throws(JSONSyntaxError) -> JSONValue {
        var reader = JSONReader(bytes: bytes, maximumDepth: maximumDepth)
        reader.skipWhitespace()
        let value = try reader.readValue(depth: 0)
        reader.skipWhitespace()
        guard reader.index == reader.end else { throw reader.failure(.expected("the end of the text")) }
        return value
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
