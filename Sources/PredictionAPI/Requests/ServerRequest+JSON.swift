import HTTPCore
import HTTPTypes

extension ServerRequest {
    /// The body, where the header says that it is JSON in UTF-8 or does not say what it is.
    func jsonBody() throws(PredictRequestFault) -> [UInt8] {
        if let encoding = fields[.contentEncoding], encoding.lowercased() != "identity" {
            throw .unsupportedContentEncoding(encoding)
        }
        if let contentType = fields[.contentType], !Self.isJSON(contentType) {
            throw .unsupportedMediaType(contentType)
        }
        guard !body.isEmpty else { throw .emptyBody }
        return body
    }

    /// Whether a media type (RFC 9110 section 8.3.1) is `application/json` without a character set other than UTF-8.
    private static func isJSON(_ contentType: String) -> Bool {
        let parts = contentType.lowercased().split(separator: ";", omittingEmptySubsequences: false).map { part in
            part.filter { $0 != " " && $0 != "\t" }
        }
        return parts.first == "application/json"
            && parts.dropFirst().allSatisfy { parameter in
                !parameter.hasPrefix("charset=") || ["charset=utf-8", "charset=\"utf-8\""].contains(parameter)
            }
    }
}
