extension JSONReader {
    /// Reads a number (RFC 8259 section 6) from its first byte, correctly rounded.
    mutating func readNumber() throws(JSONSyntaxError) -> Double {
        let start = index
        let isNegative = peek() == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var mantissa: UInt64 = 0
        var digitCount = 0
        if peek() == UInt8(ascii: "0") {
            index += 1
        } else {
            try readDigits("a digit", &mantissa, &digitCount)
        }
        var exponent = 0
        if peek() == UInt8(ascii: ".") {
            index += 1
            let firstFractionDigit = index
            try readDigits("a digit after the point", &mantissa, &digitCount)
            exponent = firstFractionDigit - index
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            index += 1
            let isExponentNegative = peek() == UInt8(ascii: "-")
            if isExponentNegative || peek() == UInt8(ascii: "+") { index += 1 }
            var written: UInt64 = 0
            var exponentDigits = 0
            try readDigits("a digit of the exponent", &written, &exponentDigits)
            // A longer exponent is beyond any double, or belongs to a zero: the slow path tells which.
            let magnitude = exponentDigits <= 6 ? Int(written) : 1_000_000
            exponent += isExponentNegative ? -magnitude : magnitude
        }
        // Both factors are exact doubles, so that one multiplication or division rounds once and correctly.
        if digitCount <= 15, abs(exponent) < Self.powersOfTen.count {
            let power = Self.powersOfTen[abs(exponent)]
            let magnitude = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
            return isNegative ? -magnitude : magnitude
        }
        guard let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)), value.isFinite else {
            throw JSONSyntaxError(offset: start, fault: .numberOutOfRange)
        }
        return value
    }

    /// Reads one digit or more; `mantissa` is meaningful only while `digitCount` is at most 18.
    private mutating func readDigits(
        _ expected: String, _ mantissa: inout UInt64, _ digitCount: inout Int
    ) throws(JSONSyntaxError) {
        let start = index
        while index < end, case let digit = bytes[index] &- UInt8(ascii: "0"), digit <= 9 {
            // Leading zeros say nothing of how many digits are significant.
            if digitCount > 0 || digit > 0 { digitCount += 1 }
            if digitCount <= 18 { mantissa = mantissa * 10 + UInt64(digit) }
            index += 1
        }
        guard index > start else { throw failure(.expected(expected)) }
    }

    /// The powers of ten that a double holds exactly.
    private static let powersOfTen: [Double] = (0...22).reduce(into: []) { powers, exponent in
        powers.append(exponent == 0 ? 1 : powers[exponent - 1] * 10)
    }
}
