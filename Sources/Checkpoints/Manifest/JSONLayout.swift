/// How JSON is set for people to read.
enum JSONLayout {
    /// Indented JSON with every array of plain values on one line: thousands of lines of single numbers help nobody.
    static func compactingArrays(in json: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(json.count)
        var arrayStart: Int?
        var inString = false
        var position = 0
        while position < json.count {
            let byte = json[position]
            output.append(byte)
            position += 1
            if inString {
                if byte == UInt8(ascii: "\\"), position < json.count {
                    output.append(json[position])
                    position += 1
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "["): arrayStart = output.count
            case UInt8(ascii: "{"): arrayStart = nil
            case UInt8(ascii: "]"):
                if let start = arrayStart { output.replaceSubrange(start..., with: oneLine(output[start...])) }
                arrayStart = nil
            default: break
            }
        }
        return output
    }

    /// An array's items without the line breaks and the indentation between them.
    private static func oneLine(_ items: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var inString = false
        var escaped = false
        for byte in items {
            if inString {
                output.append(byte)
                inString = escaped || byte != UInt8(ascii: "\"")
                escaped = !escaped && byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "\n") {
                if output.last == UInt8(ascii: ",") { output.append(UInt8(ascii: " ")) }
            } else if byte != UInt8(ascii: " ") {
                output.append(byte)
                inString = byte == UInt8(ascii: "\"")
            }
        }
        return output
    }
}
