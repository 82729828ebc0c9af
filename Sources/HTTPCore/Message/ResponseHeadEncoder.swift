import HTTPTypes

/// Writes the heads of one connection's responses. The date is formatted once a second.
struct ResponseHeadEncoder: Sendable {
    /// How the response's body is delimited (RFC 9112 section 6).
    enum Framing: Sendable, Equatable {
        /// No body, and no field about one: 204 and 304.
        case none
        case length(Int)
        case chunked
        /// The body ends with the connection: a stream to an HTTP/1.0 client.
        case untilClose
    }

    private var dateSecond = Int.min
    private var date: [UInt8] = []

    init() {}

    /// Appends a head, with its empty line, to `output`.
    ///
    /// - Parameters:
    ///   - connection: the `Connection` field's value, or nil for the version's default.
    ///   - unixSeconds: the time for the `Date` field.
    mutating func encode(
        _ response: ServerResponse, framing: Framing, connection: StaticString?, unixSeconds: Int,
        into output: inout [UInt8]
    ) {
        output.append("HTTP/1.1 ")
        output.appendDecimal(response.status.code)
        output.append(.space)
        output.append(contentsOf: response.status.reasonPhrase.utf8.map { $0.isFieldText ? $0 : .space })
        var hasTypeOptions = false
        for field in response.fields where !Self.isOwn(field.name) {
            if field.name == .xContentTypeOptions { hasTypeOptions = true }
            output.append("\r\n")
            output.append(contentsOf: field.name.rawName.utf8)
            output.append(": ")
            field.withUnsafeBytesOfValue { output.append(contentsOf: $0) }
        }
        if !hasTypeOptions { output.append("\r\nX-Content-Type-Options: nosniff") }
        if dateSecond != unixSeconds {
            date = HTTPDate.bytes(unixSeconds: unixSeconds)
            dateSecond = unixSeconds
        }
        output.append("\r\nDate: ")
        output.append(contentsOf: date)
        switch framing {
        case .none, .untilClose: break
        case .length(let count):
            output.append("\r\nContent-Length: ")
            output.appendDecimal(count)
        case .chunked: output.append("\r\nTransfer-Encoding: chunked")
        }
        if let connection {
            output.append("\r\nConnection: ")
            output.append(connection)
        }
        output.append("\r\n\r\n")
    }

    /// Whether a field is the server's to set.
    private static func isOwn(_ name: HTTPField.Name) -> Bool {
        name == .contentLength || name == .transferEncoding || name == .connection || name == .date
    }
}
