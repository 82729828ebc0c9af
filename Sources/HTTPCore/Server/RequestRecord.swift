import HTTPTypes

/// One request and its response, for metrics and logs.
package struct RequestRecord: Sendable {
    /// The route's template, or nil where no route was found or the request could not be read.
    package var template: String?
    /// Nil where the request could not be read.
    package var method: HTTPRequest.Method?
    package var status: HTTPResponse.Status
    /// As ``ServerResponse/label`` has it; nil where no response was made.
    package var label: String?
    /// Bytes of the request's body that a handler was given, without transfer coding.
    package var bodyBytes: Int
    /// Bytes of the response, head included, that the kernel has taken.
    package var bytes: Int
    /// From the end of the request's head to the response's last byte.
    package var seconds: Double
    /// Whether the client did not get the whole response: it was gone, too slow, or the body's stream failed.
    package var isIncomplete: Bool
}
