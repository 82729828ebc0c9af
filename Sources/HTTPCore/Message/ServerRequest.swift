import HTTPTypes

/// A request, as a handler gets it.
package struct ServerRequest: Sendable {
    package var method: HTTPRequest.Method
    /// The path with its percent-encoding removed. A `/` in it may have been `%2F`; path parameters keep the two apart.
    package var path: String
    package var fields: HTTPFields
    /// The body without its transfer coding; empty where there is none, and where the body is not read yet.
    package var body: [UInt8]
    /// The values of the route template's parameters by name, percent-encoding removed.
    package var pathParameters: [String: String]
    /// What kind of listener it arrived through.
    package var listener: RequestListener

    package init(
        method: HTTPRequest.Method, path: String, fields: HTTPFields = HTTPFields(), body: [UInt8] = [],
        pathParameters: [String: String] = [:], listener: RequestListener = .tcp
    ) {
        self.method = method
        self.path = path
        self.fields = fields
        self.body = body
        self.pathParameters = pathParameters
        self.listener = listener
    }

    init(_ head: RequestHead, pathParameters: [String: String], listener: RequestListener) {
        method = head.method
        path = head.target.path
        fields = head.fields
        body = []
        self.pathParameters = pathParameters
        self.listener = listener
    }
}
