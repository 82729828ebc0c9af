/// The body of a response.
package enum ResponseBody: Sendable {
    case bytes([UInt8])
    /// A body that is made while it is sent. The closure runs once, on the worker thread of its request, after the
    /// head is under way; when it throws, the connection is reset so that the client sees the body is not whole.
    case stream(@Sendable (any ResponseBodyWriter) throws -> Void)
}
