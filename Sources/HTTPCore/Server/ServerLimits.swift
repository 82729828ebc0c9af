/// Every bound on what one client can make the server hold or wait for.
///
/// Sizes are bytes, times are seconds. The defaults take any ordinary client and a request body of up to 64 MiB.
package struct ServerLimits: Equatable, Sendable {
    /// Length of a request line without its line end; longer ones get 414. RFC 9112 section 3 asks for at least 8000.
    package var requestLineBytes = 16 << 10
    /// Length of one header line without its line end; longer ones get 431.
    package var fieldLineBytes = 8 << 10
    /// Length of all header lines of a request together, without line ends; more gets 431.
    package var fieldSectionBytes = 32 << 10
    /// Number of header lines of a request; more gets 431.
    package var fieldCount = 100
    /// Length of a request body after its transfer coding is removed, where it is not streamed; more gets 413.
    package var bodyBytes = 64 << 20
    /// Length of all request bodies that are held at one time; what would pass it gets 503.
    package var totalBodyBytes = 512 << 20
    /// Length of all chunk extensions of a body together; more gets 413.
    package var chunkExtensionBytes = 4 << 10
    /// Length of all trailer lines of a body together; more gets 431.
    package var trailerBytes = 8 << 10
    /// Number of trailer lines of a body; more gets 431.
    package var trailerCount = 32
    /// Bytes of a response that wait for a client before a streaming handler has to wait too.
    package var pendingOutputBytes = 256 << 10

    /// Connections of one listener served at one time; further ones get 503. Each listener has its own, so that a flood
    /// through one does not close the others.
    package var connectionCount = 1024
    /// Connections beyond ``connectionCount`` that are told so at one time; further ones wait in the kernel's backlog.
    package var refusedConnectionCount = 64
    /// Connections that the kernel keeps until they are accepted.
    package var backlog = 1024
    /// Requests that wait for a worker thread; further ones get 503.
    package var queuedRequestCount = 256
    /// Requests of streaming routes handled at one time, each on a thread of its own; further ones get 503.
    package var streamCount = 16
    /// Requests of one connection; the last response closes it.
    package var requestsPerConnection = 1_000_000

    /// From a request's first byte to the end of its header; then 408.
    package var headerTimeoutSeconds = 30.0
    /// From the end of a request's header to the end of its body; then 408. Where the body is streamed, the time in
    /// which a handler that waits for the client gets ``minimumInputProgressBytes`` or the body's end.
    package var bodyTimeoutSeconds = 30.0
    /// What a client has to send of a streamed body within ``bodyTimeoutSeconds`` of a handler's waiting.
    package var minimumInputProgressBytes = 4 << 10
    /// Between two requests of a connection; then it is closed without a word.
    package var idleTimeoutSeconds = 60.0
    /// For which a connection without a request is kept when the service ends, since a request may be on its way.
    package var drainGraceSeconds = 1.0
    /// In which a client takes ``minimumOutputProgressBytes`` or all that is left of a response; then it is cut off.
    package var writeTimeoutSeconds = 30.0
    /// What a client has to take within ``writeTimeoutSeconds``.
    package var minimumOutputProgressBytes = 16 << 10
    /// For which a connection is read after its last response, so that the client sees the response and not a reset.
    package var lingerTimeoutSeconds = 2.0
    /// Bytes that are read and dropped after the last response of a connection, or of an unwanted body so that another
    /// request can follow it.
    package var lingerBytes = 1 << 20
    /// What a refused client is told to wait, in the `Retry-After` field.
    package var retryAfterSeconds = 1

    package init() {}
}
