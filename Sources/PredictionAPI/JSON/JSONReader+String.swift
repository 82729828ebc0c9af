extension JSONReader {
    /// Reads a string (RFC 8259 section 7) from its opening quote.
    mutating func readString() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                let text = try validatedText(of: bytes[start..<index])
                index += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try readEscapedString(from: start) }
            guard byte >= 0x20 else { throw failure(.controlCharacter(byte)) }
            index += 1
        }
        throw failure(.expected("the closing quote of the string"))
    }

    /// Reads on from the first backslash of the string whose first byte is at `start`.
    private mutating func readEscapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text = ""
        var unescapedStart = start
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                text += try validatedText(of: bytes[unescapedStart..<index])
                index += 1
                return text
            }
            if byte == UInt8(ascii: "\\") {
                text += try validatedText(of: bytes[unescapedStart..<index])
                text.unicodeScalars.append(try readEscape())
                unescapedStart = index
                continue
            }
            guard byte >= 0x20 else { throw failure(.controlCharacter(byte)) }
            index += 1
        }
        throw failure(.expected("the closing quote of the string"))
    }

    private mutating func readEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = index
        index += 1
        let character = peek()
        index += 1
        switch character {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(character)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape(from: start)
        default: throw JSONSyntaxError(offset: start, fault: .invalidEscape)
        }
    }

    private mutating func readUnicodeEscape(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try readHexadecimal(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw JSONSyntaxError(offset: start, fault: .loneSurrogate) }
        let secondStart = index
        index += 2
        let second = try readHexadecimal(from: secondStart)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw JSONSyntaxError(offset: start, fault: .loneSurrogate) }
        return scalar
    }

    private mutating func readHexadecimal(from start: Int) throws(JSONSyntaxError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(peek())).hexDigitValue else {
                throw JSONSyntaxError(offset: start, fault: .invalidEscape)
            }
            value = value << 4 | UInt16(digit)
            index += 1
        }
        return value
    }

    private func validatedText(of slice: ArraySlice<UInt8>) throws(JSONSyntaxError) -> String {
        if let text = String(validating: slice, as: UTF8.self) { return text }
        let validPrefix = Self.lengthOfValidPrefix(of: slice)
        throw JSONSyntaxError(offset: slice.startIndex + validPrefix, fault: .invalidUTF8)
    }

    private static func lengthOfValidPrefix(of slice: ArraySlice<UInt8>) -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = slice.makeIterator()
        var length = 0
        while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { length += scalar.count }
        return length
    }
}
