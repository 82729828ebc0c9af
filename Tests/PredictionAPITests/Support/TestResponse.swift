import Foundation

@testable import PredictionAPI

/// A response as read from a socket, its transfer coding removed.
struct TestResponse {
    struct Malformed: Error {}

    let status: Int
    /// Names in lower case.
    let fields: [String: String]
    let body: [UInt8]
    /// Whether the body ended as its framing says it must.
    let isWhole: Bool

    init(parsing bytes: [UInt8]) throws {
        let separator = Array("\r\n\r\n".utf8)
        guard let headEnd = bytes.firstRange(of: separator) else { throw Malformed() }
        let lines = String(decoding: bytes[..<headEnd.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let statusLine = lines[0].split(separator: " ")
        guard statusLine.count >= 2, let status = Int(statusLine[1]) else { throw Malformed() }
        self.status = status
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw Malformed() }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        self.fields = fields
        let rest = bytes[headEnd.upperBound...]
        if fields["transfer-encoding"] == "chunked" {
            (body, isWhole) = Self.unchunked(rest)
        } else {
            body = Array(rest)
            isWhole = fields["content-length"].flatMap(Int.init) == rest.count
        }
    }

    private static func unchunked(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Bool) {
        var body: [UInt8] = []
        var rest = bytes
        while let lineEnd = rest.firstRange(of: Array("\r\n".utf8)),
            let size = Int(String(decoding: rest[..<lineEnd.lowerBound], as: UTF8.self), radix: 16)
        {
            if size == 0 { return (body, true) }
            rest = rest[lineEnd.upperBound...]
            body += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return (body, false)
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSONValue { try JSONReader.value(of: body) }

    /// The lines of NDJSON; each ends with a line feed.
    func lines() throws -> [JSONValue] {
        guard body.last == UInt8(ascii: "\n") else { throw Malformed() }
        return try body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map {
            try JSONReader.value(of: Array($0))
        }
    }
}
