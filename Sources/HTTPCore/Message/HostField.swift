/// The `Host` field's syntax: a host and an optional port (RFC 9110 section 7.2).
enum HostField {
    /// Whether the bytes are a host that is not empty, with an optional port of at most 65535.
    ///
    /// Commas are refused although RFC 3986 lets a name have them: they are how a joined list of hosts looks.
    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        var position = 0
        if bytes.count > 0, bytes[0] == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]"), in: 0..<bytes.count), close > 2 else {
                return false
            }
            for index in 1..<close {
                let byte = bytes[index]
                guard byte.hexadecimalValue != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") else {
                    return false
                }
            }
            position = close + 1
        } else {
            while position < bytes.count, bytes[position] != UInt8(ascii: ":") {
                guard bytes[position].isPlainURICharacter, bytes[position] != UInt8(ascii: ",") else { return false }
                position += 1
            }
            guard position > 0 else { return false }
        }
        if position == bytes.count { return true }
        guard bytes[position] == UInt8(ascii: ":") else { return false }

        var port = 0
        for index in (position + 1)..<bytes.count {
            guard bytes[index].isDecimalDigit else { return false }
            port = port * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            guard port <= 65535 else { return false }
        }
        return true
    }

    /// Whether two authorities are the same, capital and small letters being alike and port 80 being the default.
    static func areEqual(_ first: String, _ second: String) -> Bool {
        normalized(first) == normalized(second)
    }

    private static func normalized(_ authority: String) -> Substring {
        let lowercased = authority.lowercased()
        if lowercased.hasSuffix(":80") { return lowercased.dropLast(3) }
        if lowercased.hasSuffix(":") { return lowercased.dropLast() }
        return lowercased[...]
    }
}
