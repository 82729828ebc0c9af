/// Writing protocol text without making strings of it.
extension [UInt8] {
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// Appends a number that is not negative in decimal digits.
    mutating func appendDecimal(_ number: Int) {
        appendDigits(UInt(clamping: number), radix: 10)
    }

    /// Appends one chunk of the chunked transfer coding. An empty one would end the body, so that it is left out.
    mutating func appendChunk(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        appendDigits(UInt(bytes.count), radix: 16)
        append("\r\n")
        append(contentsOf: bytes)
        append("\r\n")
    }

    private mutating func appendDigits(_ number: UInt, radix: UInt) {
        var divisor: UInt = 1
        while number / divisor >= radix { divisor *= radix }
        while divisor > 0 {
            let digit = UInt8(number / divisor % radix)
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            divisor /= radix
        }
    }
}
