/// Reads a request's body while it arrives.
///
/// Nothing is read from the client while nobody asks, so that a client that sends faster is held back. A handler that
/// answers with a stream may read and write in turn, or read on one thread and write on another; a client of such a
/// route has to take the response while it sends.
package protocol RequestBodyReader: Sendable {
    /// Waits for the next bytes of the body, at most some kilobytes, without transfer coding.
    ///
    /// - Returns: nil at the body's end.
    /// - Throws: ``RequestFault`` where the body is malformed, cut off or too slow, and then at every further call;
    ///   ``ClientGone`` where the connection is closed or the handler has returned.
    func read() throws -> [UInt8]?
}
