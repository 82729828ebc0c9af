import HTTPCore
import HTTPTypes

extension ServerRequest {
    /// The body, where the header says that it is JSON in UTF-8 or does not say what it is.
    func jsonBody() throws(PredictRequestFault) -> [UInt8] {
        try requirePlainContent()
        if let contentType = fields[.contentType], !Self.isText(contentType, of: ["application/json"]) {
            throw .unsupportedMediaType(contentType, expected: "JSON in UTF-8 as application/json")
        }
        guard !body.isEmpty else { throw .emptyBody(example: "{\"advertiser\":\"a1\"}") }
        return body
    }

    /// How the requests of a bulk body are told apart: JSON, or what does not say what it is, holds an array of them.
    func bulkFraming() throws(PredictRequestFault) -> ElementSplitter.Framing {
        try requirePlainContent()
        guard let contentType = fields[.contentType] else { return .array }
        if Self.isText(contentType, of: ["application/json"]) { return .array }
        if Self.isText(contentType, of: ["application/x-ndjson", "application/ndjson", "application/jsonl"]) {
            return .lines
        }
        throw .unsupportedMediaType(
            contentType,
            expected: "an array of requests in UTF-8 as application/json, or a request a line as application/x-ndjson")
    }

    private func requirePlainContent() throws(PredictRequestFault) {
        if let encoding = fields[.contentEncoding], encoding.lowercased() != "identity" {
            throw .unsupportedContentEncoding(encoding)
        }
    }

    /// Whether a media type (RFC 9110 section 8.3.1) is one of `types` without a character set other than UTF-8.
    private static func isText(_ contentType: String, of types: [String]) -> Bool {
        // As nearly every client writes it.
        if types.contains(contentType) { return true }
        let parts = contentType.lowercased().split(separator: ";", omittingEmptySubsequences: false).map { part in
            part.filter { $0 != " " && $0 != "\t" }
        }
        return parts.first.map(types.contains) == true
            && parts.dropFirst().allSatisfy { parameter in
                !parameter.hasPrefix("charset=") || ["charset=utf-8", "charset=\"utf-8\""].contains(parameter)
            }
    }
}
