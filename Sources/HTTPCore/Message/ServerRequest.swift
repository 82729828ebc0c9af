import HTTPTypes

/// A whole request, as a handler gets it.
package struct ServerRequest: Sendable {
    package var method: HTTPRequest.Method
    /// The path with its percent-encoding removed. A `/` in it may have been `%2F`; path parameters keep the two apart.
    package var path: String
    /// Path and query as the client wrote them.
    package var rawTarget: String
    /// Names and values of the query in order, percent-encoding removed and `+` read as a space.
    package var query: [(name: String, value: String)]
    package var fields: HTTPFields
    /// The body without its transfer coding; empty where there is none.
    package var body: [UInt8]
    /// The values of the route template's parameters by name, percent-encoding removed.
    package var pathParameters: [String: String]

    package init(
        method: HTTPRequest.Method, path: String, rawTarget: String? = nil, query: [(name: String, value: String)] = [],
        fields: HTTPFields = HTTPFields(), body: [UInt8] = [], pathParameters: [String: String] = [:]
    ) {
        self.method = method
        self.path = path
        self.rawTarget = rawTarget ?? path
        self.query = query
        self.fields = fields
        self.body = body
        self.pathParameters = pathParameters
    }

    init(_ head: RequestHead, body: [UInt8], pathParameters: [String: String]) {
        method = head.method
        path = head.target.path
        rawTarget = head.target.raw
        query = head.target.query
        fields = head.fields
        self.body = body
        self.pathParameters = pathParameters
    }

    /// The value of the first query parameter of that name.
    package func queryValue(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}
