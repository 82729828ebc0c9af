import HTTPTypes

/// The first line of a request: method, where its target is, and version (RFC 9112 section 3).
struct RequestLine: Sendable {
    var method = HTTPRequest.Method.get
    /// Where the target is, counted from the header's first byte.
    var target = 0..<0
    var version = ProtocolVersion.http11

    init() {}

    /// Reads `METHOD SP TARGET SP HTTP/1.x`, with exactly these two spaces.
    init(_ line: Range<Int>, in bytes: Span<UInt8>) throws(RequestFault) {
        guard let methodEnd = bytes.firstIndex(of: .space, in: line), methodEnd > line.lowerBound,
            let targetEnd = bytes.firstIndex(of: .space, in: (methodEnd + 1)..<line.upperBound),
            targetEnd > methodEnd + 1
        else { throw .malformed(.requestLine) }
        let name = bytes.extracting(line.lowerBound..<methodEnd)
        for position in 0..<name.count where !name[position].isTokenCharacter { throw .malformed(.requestLine) }

        version = try Self.version(bytes.extracting((targetEnd + 1)..<line.upperBound))
        guard let method = Self.method(name) else { throw .unknownMethod }
        self.method = method
        target = (methodEnd + 1)..<targetEnd
    }

    private static func version(_ bytes: Span<UInt8>) throws(RequestFault) -> ProtocolVersion {
        guard bytes.count == 8, bytes.extracting(0..<5).equals("HTTP/"), bytes[5].isDecimalDigit,
            bytes[6] == UInt8(ascii: "."), bytes[7].isDecimalDigit
        else { throw .malformed(.version) }
        guard bytes[5] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        return bytes[7] == UInt8(ascii: "0") ? .http10 : .http11
    }

    /// Methods are case-sensitive. `CONNECT` is left out, since this server does not tunnel.
    private static func method(_ name: Span<UInt8>) -> HTTPRequest.Method? {
        switch name.count {
        case 3: name.equals("GET") ? .get : name.equals("PUT") ? .put : nil
        case 4: name.equals("POST") ? .post : name.equals("HEAD") ? .head : nil
        case 5: name.equals("PATCH") ? .patch : name.equals("TRACE") ? .trace : nil
        case 6: name.equals("DELETE") ? .delete : nil
        case 7: name.equals("OPTIONS") ? .options : nil
        default: nil
        }
    }
}
