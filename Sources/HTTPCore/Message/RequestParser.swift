/// Reads the requests of one connection, one after another, out of bytes that arrive in pieces of any size.
///
/// After a fault the parser is spent: where the next request would start is unknown.
struct RequestParser: Sendable {
    /// What the bytes so far amount to.
    enum Event: Sendable {
        /// More bytes have to arrive.
        case incomplete
        /// A head has been read; its body, if any, is still to come.
        case head(RequestHead)
        /// A whole request.
        case request(RequestHead, body: [UInt8])
    }

    /// How far the current request has got.
    enum Progress: Sendable, Equatable {
        /// Not one byte of it has arrived.
        case untouched
        case insideHeader
        case insideBody
    }

    private let limits: ServerLimits
    private var buffer = ReceiveBuffer()
    private var headParser: RequestHeadParser
    private var head: RequestHead?
    private var decoder = BodyDecoder.length(remaining: 0)
    private var body: [UInt8] = []

    /// What is reserved for a body before its bytes arrive: a length is only a client's word.
    private static let initialBodyCapacity = 64 << 10
    private static let headerReadBytes = 4 << 10
    private static let bodyReadBytes = 64 << 10

    init(limits: ServerLimits) {
        self.limits = limits
        headParser = RequestHeadParser(limits: limits)
    }

    var progress: Progress {
        if head != nil { return .insideBody }
        return buffer.isEmpty ? .untouched : .insideHeader
    }

    /// Bytes that have arrived and belong to no request read so far.
    var bufferedBytes: Int { buffer.count }

    /// Bytes of the current request's body that are held.
    var heldBodyBytes: Int { body.count }

    /// Takes bytes that `fill` reads; see ``ReceiveBuffer/append(room:_:)``.
    mutating func append<Failure: Error>(
        _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> TransferOutcome
    ) throws(Failure) -> TransferOutcome {
        try buffer.append(room: head == nil ? Self.headerReadBytes : Self.bodyReadBytes, fill)
    }

    /// Reads on. A head with a body gives two events, a head without one goes straight to the request.
    mutating func next() throws(RequestFault) -> Event {
        guard let head else { return try nextHead() }
        if !decoder.isComplete {
            let consumed = try buffer.withBytes { bytes throws(RequestFault) in
                try decoder.decode(bytes, into: &body)
            }
            buffer.consume(consumed)
        }
        guard decoder.isComplete else { return .incomplete }
        self.head = nil
        let whole = body
        body = []
        return .request(head, body: whole)
    }

    private mutating func nextHead() throws(RequestFault) -> Event {
        let (parsed, length) = try buffer.withBytes { bytes throws(RequestFault) -> (RequestHead?, Int) in
            guard let length = try headParser.parse(bytes) else { return (nil, 0) }
            return (try RequestHead(headParser, in: bytes, limits: limits), length)
        }
        guard let parsed else { return .incomplete }
        buffer.consume(length)
        headParser.reset()
        if parsed.framing == .none { return .request(parsed, body: []) }
        head = parsed
        decoder = BodyDecoder(parsed.framing, limits: limits)
        if case .length(let count) = parsed.framing {
            body.reserveCapacity(min(count, Self.initialBodyCapacity))
        }
        return .head(parsed)
    }

    /// Frees what has arrived of the current request's body. The parser is spent.
    mutating func dropBody() {
        body = []
    }

    /// What it means that no more bytes will come: nothing between two requests, else a fault.
    var faultAtEndOfInput: RequestFault? {
        switch progress {
        case .untouched: nil
        case .insideHeader: .malformed(.truncatedHeader)
        case .insideBody: .malformed(.truncatedBody)
        }
    }

    /// What it means that the current request has not arrived in time.
    var faultAtDeadline: RequestFault? {
        switch progress {
        case .untouched: nil
        case .insideHeader: .headerTimeout
        case .insideBody: .bodyTimeout
        }
    }
}
