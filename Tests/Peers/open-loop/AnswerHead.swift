/// The head of an answer that gives the length of its body. It is read byte by byte, since what reading costs here is
/// charged to the server.
struct AnswerHead {
    /// Bytes up to the body.
    let length: Int
    let bodyLength: Int

    /// `nil` while the head is not whole.
    init?(_ bytes: [UInt8]) {
        let lineEnd = UInt8(ascii: "\n")
        var bodyLength = 0
        var lineStart = 0
        while let end = bytes[lineStart...].firstIndex(of: lineEnd) {
            if end - lineStart <= 1 {
                length = end + 1
                self.bodyLength = bodyLength
                return
            }
            bodyLength = Self.contentLength(bytes[lineStart..<end]) ?? bodyLength
            lineStart = end + 1
        }
        return nil
    }

    /// `nil` for any other field.
    private static func contentLength(_ line: ArraySlice<UInt8>) -> Int? {
        let name: StaticString = "content-length:"
        guard line.count > name.utf8CodeUnitCount else { return nil }
        for offset in 0..<name.utf8CodeUnitCount
        where line[line.startIndex + offset] | 0x20 != name.utf8Start[offset] | 0x20 {
            return nil
        }
        return line.dropFirst(name.utf8CodeUnitCount).reduce(0) { length, byte in
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte ? length * 10 + Int(byte - UInt8(ascii: "0")) : length
        }
    }
}
