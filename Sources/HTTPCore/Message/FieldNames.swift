import HTTPTypes

/// Field names of requests.
enum FieldNames {
    /// swift-http-types keeps the host apart from the fields and so has no constant for its name.
    private static let host = HTTPField.Name("Host")

    /// The name that the bytes spell. Those that nearly every request has are not made anew.
    ///
    /// - Returns: nil where the bytes are not a token.
    static func name(_ bytes: Span<UInt8>) -> HTTPField.Name? {
        switch bytes.count {
        case 4 where bytes.equals("Host"): host
        case 6 where bytes.equals("Accept"): .accept
        case 10 where bytes.equals("User-Agent"): .userAgent
        case 10 where bytes.equals("Connection"): .connection
        case 12 where bytes.equals("Content-Type"): .contentType
        case 14 where bytes.equals("Content-Length"): .contentLength
        case 15 where bytes.equals("Accept-Encoding"): .acceptEncoding
        default: HTTPField.Name(bytes.string(0..<bytes.count))
        }
    }
}
