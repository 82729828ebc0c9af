/// Parses the header of a safetensors file: a JSON object of tensors by name, padded with spaces.
///
/// It knows just the JSON that the format allows, and so sees names that occur twice, which general decoders do not report.
struct SafetensorsHeaderParser {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func entries() throws(SafetensorsFault) -> [SafetensorsEntry] {
        var entries: [SafetensorsEntry] = []
        try parseObject { (parser, name) throws(SafetensorsFault) in
            if name == SafetensorsFormat.metadataKey {
                try parser.parseObject { (parser, _) throws(SafetensorsFault) in _ = try parser.string() }
            } else {
                entries.append(try parser.entry(named: name))
            }
        }
        skipSpace()
        guard position == bytes.endIndex else { throw expected("the end") }
        return entries
    }

    private mutating func entry(named name: String) throws(SafetensorsFault) -> SafetensorsEntry {
        var type: String?
        var extents: [Int]?
        var offsets: [Int]?
        try parseObject { (parser, key) throws(SafetensorsFault) in
            switch key {
            case "dtype" where type == nil: type = try parser.string()
            case "shape" where extents == nil: extents = try parser.numbers()
            case "data_offsets" where offsets == nil: offsets = try parser.numbers()
            default: throw parser.expected("the value of dtype, shape or data_offsets, each once, and not '\(key)'")
            }
        }
        guard let type, let extents, let offsets, offsets.count == 2 else {
            throw expected("after dtype, shape and two data_offsets of '\(name)'")
        }
        return SafetensorsEntry(name: name, type: type, extents: extents, begin: offsets[0], end: offsets[1])
    }

    /// Parses `{"key": value, …}`; `parseValue` is called after each colon and must consume the value.
    private mutating func parseObject(
        _ parseValue: (inout SafetensorsHeaderParser, String) throws(SafetensorsFault) -> Void
    ) throws(SafetensorsFault) {
        try consume("{", "'{'")
        if consumeIfNext("}") { return }
        repeat {
            let key = try string()
            try consume(":", "':'")
            try parseValue(&self, key)
        } while consumeIfNext(",")
        try consume("}", "',' or '}'")
    }

    /// An array of whole numbers that are not negative.
    private mutating func numbers() throws(SafetensorsFault) -> [Int] {
        try consume("[", "'['")
        if consumeIfNext("]") { return [] }
        var numbers: [Int] = []
        repeat {
            numbers.append(try number())
        } while consumeIfNext(",")
        try consume("]", "',' or ']'")
        return numbers
    }

    private mutating func number() throws(SafetensorsFault) -> Int {
        skipSpace()
        let start = position
        while position < bytes.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        let digits = bytes[start..<position]
        guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0"),
            let number = Int(String(decoding: digits, as: UTF8.self))
        else {
            position = start
            throw expected("a whole number that is not negative")
        }
        return number
    }

    private mutating func string() throws(SafetensorsFault) -> String {
        try consume("\"", "a string")
        var units: [UInt8] = []
        while position < bytes.endIndex {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: units, as: UTF8.self) else { throw expected("after valid UTF-8") }
                return text
            case UInt8(ascii: "\\"):
                position += 1
                units.append(contentsOf: String(try escapedScalar()).utf8)
            case 0..<0x20:
                throw expected("no control character")
            default:
                units.append(byte)
                position += 1
            }
        }
        throw expected("the '\"' that ends the string")
    }

    /// What follows a backslash.
    private mutating func escapedScalar() throws(SafetensorsFault) -> Unicode.Scalar {
        let escapes: [UInt8: Unicode.Scalar] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
            UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        guard position < bytes.endIndex else { throw expected("an escaped character") }
        let kind = bytes[position]
        if let scalar = escapes[kind] {
            position += 1
            return scalar
        }
        guard kind == UInt8(ascii: "u") else { throw expected("an escaped character") }
        position += 1
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
        // A surrogate stands for a scalar only together with its other half.
        guard UTF16.isLeadSurrogate(unit), position + 1 < bytes.endIndex, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw expected("a pair of surrogates") }
        position += 2
        let trail = try hexadecimal()
        guard UTF16.isTrailSurrogate(trail) else { throw expected("after a pair of surrogates") }
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private mutating func hexadecimal() throws(SafetensorsFault) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw expected("four hexadecimal digits") }
        position += 4
        return unit
    }

    private mutating func skipSpace() {
        while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }

    private mutating func consumeIfNext(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.endIndex, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func consume(_ character: Unicode.Scalar, _ name: String) throws(SafetensorsFault) {
        guard consumeIfNext(character) else { throw expected(name) }
    }

    private func expected(_ what: String) -> SafetensorsFault {
        .malformedHeader(offset: position - bytes.startIndex, expected: what)
    }
}
