import HTTPTypes

/// A request without its body, read and checked.
package struct RequestHead: Sendable {
    package var method: HTTPRequest.Method
    package var target: RequestTarget
    package var version: ProtocolVersion
    package var fields: HTTPFields
    /// How the body is delimited.
    package var framing: BodyFraming
    /// Whether the client wants to send another request on this connection.
    package var keepsConnectionOpen: Bool
    /// Whether the client waits for `100 Continue` before it sends the body.
    package var expectsContinue: Bool
}

/// The protocol's versions, as far as they differ for a server.
package enum ProtocolVersion: Sendable, Equatable {
    /// HTTP/1.0: no chunked coding, no `100 Continue`, and a connection for each request unless asked otherwise.
    case http10
    /// HTTP/1.1, and every later minor version (RFC 9110 section 2.5).
    case http11
}

/// How a request's body is delimited (RFC 9112 section 6).
package enum BodyFraming: Sendable, Equatable {
    case none
    /// A known number of bytes, above zero.
    case length(Int)
    case chunked
}
