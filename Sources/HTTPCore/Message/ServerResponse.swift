import HTTPTypes

/// What a handler answers. The server adds `Date`, `Content-Length` or the transfer coding, `Connection` and
/// `X-Content-Type-Options`; what a handler sets of the first four is not sent.
package struct ServerResponse: Sendable {
    package var status: HTTPResponse.Status
    package var fields: HTTPFields
    package var body: ResponseBody
    /// Names the exchange in its ``RequestRecord``; it is not sent.
    package var label: String?

    package init(
        status: HTTPResponse.Status = .ok, fields: HTTPFields = HTTPFields(), body: ResponseBody = .bytes([])
    ) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}
