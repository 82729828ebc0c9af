/// Writes JSON text as bytes, without white space. Commas are placed by the writer; the caller balances begin and end.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    /// Whether the next key or element must be set apart from one before it.
    private var needsComma = false

    package init(reservingCapacity capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// Takes the bytes that were written since the last call; what follows goes on as if they were still here.
    package mutating func takeBytes() -> [UInt8] {
        defer {
            bytes = []
            bytes.reserveCapacity(64 << 10)
        }
        return bytes
    }

    package mutating func beginObject() { begin("{") }

    package mutating func endObject() { end("}") }

    package mutating func beginArray() { begin("[") }

    package mutating func endArray() { end("]") }

    package mutating func key(_ key: String) {
        separate()
        appendQuoted(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A key that is part of the program, and has nothing to be escaped.
    package mutating func key(literal key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func value(_ text: String) {
        separate()
        appendQuoted(text)
        needsComma = true
    }

    package mutating func value(_ flag: Bool) { appendToken(flag ? "true" : "false") }

    package mutating func value(_ integer: Int) { appendToken(String(integer)) }

    /// The shortest text that reads back as the same `Float`; null, since JSON has no word for them, for NaN and infinity.
    package mutating func value(_ number: Float) { appendToken(number.isFinite ? number.description : "null") }

    /// The shortest text that reads back as the same `Double`; null for NaN and infinity.
    package mutating func value(_ number: Double) { appendToken(number.isFinite ? number.description : "null") }

    package mutating func null() { appendToken("null") }

    /// Whole numbers come without a fraction.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): self.value(flag)
        case .number(let number):
            if let integer = Int(exactly: number) { self.value(integer) } else { self.value(number) }
        case .string(let text): self.value(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    /// Ends a line of NDJSON: what follows is a document of its own.
    package mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func begin(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func end(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func appendToken(_ token: String) {
        separate()
        var token = token
        token.withUTF8 { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            // Hardly any text has a byte that must be escaped.
            if utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
                bytes.append(contentsOf: utf8)
            } else {
                appendEscaped(utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
            case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
            case 0..<0x20:
                bytes.append(contentsOf: Array("\\u00".utf8))
                bytes.append(Self.hexadecimalDigits[Int(byte >> 4)])
                bytes.append(Self.hexadecimalDigits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
    }

    private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
}
