import HTTPTypes

/// Everything about a connection that changes.
struct ConnectionState: Sendable {
    /// Where the connection is. At any time it either reads a request or sends a response, never both: while a
    /// response is under way nothing is read, which is what holds back a client that pipelines. Only a body that its
    /// handler streams is read meanwhile, as far as the handler asks for it.
    enum Phase: Sendable, Equatable {
        /// Reads a request, or waits for its first byte.
        case reading
        /// A handler has the request, or the response is being made.
        case handling
        /// A handler streams a body.
        case streaming
        /// The response is whole and waits for the client to take it.
        case flushing
        /// Our side has ended; what the client still sends is dropped until it ends its own.
        case lingering
        case closed
    }

    /// The request that is being answered.
    struct Exchange: Sendable {
        var method: HTTPRequest.Method?
        var version: ProtocolVersion
        var template: String?
        /// Whether the response is the connection's last one.
        var closes: Bool
        var status = HTTPResponse.Status.ok
        var label: String?
        var isChunked = false
        /// Bytes of the request's body that its handler has been given.
        var bodyBytes = 0
        var sentBytes = 0
        /// When its head had arrived, on the monotonic clock.
        var start: UInt64
    }

    /// A request that goes to its handler when its body is whole.
    struct Admitted: Sendable {
        var request: ServerRequest
        var handler: WholeHandler
    }

    var phase = Phase.reading
    var parser: RequestParser
    var output = OutputBuffer()
    var encoder = ResponseHeadEncoder()
    var exchange: Exchange?
    /// Counts the requests, and so names the one in ``exchange``.
    var requestCount = 0
    var admitted: Admitted?
    /// The body that a handler is reading; nil for other requests, and once the handler has returned.
    var incomingBody: IncomingBody?
    /// Bytes of the request's body that are counted as held by the server.
    var heldBodyBytes = 0

    /// When something has to have happened, on the monotonic clock.
    var deadline = UInt64.max
    /// When the streamed body has to have got on, on the monotonic clock.
    var bodyDeadline = UInt64.max
    /// How far the request was when ``deadline`` was set for it; nil between two requests.
    var timedProgress: RequestParser.Progress?
    /// Bytes the client has taken since the write deadline was set; nil where nothing waits for the client.
    var outputProgress: Int?
    var lingeredBytes = 0

    var source: ReadinessSource?
    /// Whether the client is behind, so that the source watches for when it can be sent more.
    var isWritingAwaited = false
    /// Whether a streaming handler waits on the connection's semaphore for the client to catch up.
    var isStreamWaiting = false

    init(limits: ServerLimits) {
        parser = RequestParser(limits: limits)
    }
}
