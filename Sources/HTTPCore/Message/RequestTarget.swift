/// The target of a request: what follows the method on the request line.
package struct RequestTarget: Sendable, Equatable {
    /// As the client wrote it.
    package let raw: String
    /// The path as the client wrote it, percent-encoding kept; `*` for the server as a whole.
    package let encodedPath: String
    /// The path with its percent-encoding removed.
    package let path: String
    /// The query with its percent-encoding kept, or nil where the target has no `?`.
    package let encodedQuery: String?
    /// Host and optional port of a target in absolute form (RFC 9112 section 3.2.2).
    package let authority: String?

    /// Whether the target is the server as a whole, as in `OPTIONS *`.
    package var isServerWide: Bool { encodedPath == "*" }
}
