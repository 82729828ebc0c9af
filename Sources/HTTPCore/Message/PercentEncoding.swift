/// Percent-encoding of RFC 3986 section 2.1.
enum PercentEncoding {
    /// The text that `encoded` stands for.
    ///
    /// - Returns: nil where a `%` is not followed by two hexadecimal digits, where the bytes are not UTF-8 (overlong
    ///   forms included), or where they hold a control character, which no path or query of ours can mean.
    static func decode(_ encoded: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.utf8.count)
        var iterator = encoded.utf8.makeIterator()
        while let byte = iterator.next() {
            if byte != UInt8(ascii: "%") {
                bytes.append(byte)
                continue
            }
            guard let high = iterator.next()?.hexadecimalValue, let low = iterator.next()?.hexadecimalValue else {
                return nil
            }
            let decoded = high << 4 | low
            guard decoded >= 0x20, decoded != 0x7F else { return nil }
            bytes.append(decoded)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
