/// Reads the requests of one connection, one after another, out of bytes that arrive in pieces of any size.
///
/// After a head its owner says what becomes of the body: it is held until it is whole, streamed, or discarded. After a
/// fault the parser is spent: where the next request would start is unknown.
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

    /// The next part of a body that is streamed.
    enum Piece: Sendable, Equatable {
        /// More bytes have to arrive.
        case incomplete
        /// Some bytes of the body, at least one.
        case content([UInt8])
        /// There is no more of it.
        case end
    }

    /// How far the current request has got.
    enum Progress: Sendable, Equatable {
        /// Not one byte of it has arrived.
        case untouched
        case insideHeader
        case insideBody
    }

    private enum BodyUse {
        case undecided
        case held
        case streamed
        case discarded
    }

    private let limits: ServerLimits
    private var buffer = ReceiveBuffer()
    private var headParser: RequestHeadParser
    /// The head of the request whose body is being read.
    private var head: RequestHead?
    private var bodyUse = BodyUse.undecided
    private var decoder = BodyDecoder.length(remaining: 0)
    private var body: [UInt8] = []

    /// What is reserved for a body before its bytes arrive: a length is only a client's word.
    private static let initialBodyCapacity = 64 << 10
    private static let headerReadBytes = 4 << 10
    private static let bodyReadBytes = 64 << 10
    /// Received bytes that become one piece of a streamed body.
    private static let pieceBytes = 16 << 10

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

    /// Whether the current body belongs to a request that has been answered.
    var isDiscardingBody: Bool { head != nil && bodyUse == .discarded }

    /// Takes bytes that `fill` reads; see ``ReceiveBuffer/append(room:_:)``.
    mutating func append<Failure: Error>(
        _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> TransferOutcome
    ) throws(Failure) -> TransferOutcome {
        try buffer.append(room: head == nil ? Self.headerReadBytes : Self.bodyReadBytes, fill)
    }

    /// Reads on. A head with a body gives two events, a head without one goes straight to the request. A body whose use
    /// is undecided is held.
    mutating func next() throws(RequestFault) -> Event {
        guard let head else { return try nextHead() }
        if bodyUse == .undecided { try holdBody() }
        try decode(atMost: Int.max)
        if bodyUse == .discarded { body.removeAll(keepingCapacity: true) }
        guard decoder.isComplete else { return .incomplete }
        self.head = nil
        if bodyUse == .discarded { return try nextHead() }
        let whole = body
        body = []
        return .request(head, body: whole)
    }

    private mutating func nextHead() throws(RequestFault) -> Event {
        let (parsed, length) = try buffer.withBytes { bytes throws(RequestFault) -> (RequestHead?, Int) in
            guard let length = try headParser.parse(bytes) else { return (nil, 0) }
            return (try RequestHead(headParser, in: bytes), length)
        }
        guard let parsed else { return .incomplete }
        buffer.consume(length)
        headParser.reset()
        if parsed.framing == .none { return .request(parsed, body: []) }
        head = parsed
        bodyUse = .undecided
        return .head(parsed)
    }

    /// Keeps the coming body until it is whole.
    ///
    /// - Throws: ``RequestFault/bodyTooLarge(limit:)`` where its length is known and above the limit.
    mutating func holdBody() throws(RequestFault) {
        guard let head else { return }
        if case .length(let count) = head.framing {
            guard count <= limits.bodyBytes else { throw .bodyTooLarge(limit: limits.bodyBytes) }
            body.reserveCapacity(min(count, Self.initialBodyCapacity))
        }
        decoder = BodyDecoder(head.framing, limits: limits)
        bodyUse = .held
    }

    /// Gives the coming body out in pieces, of any length in all; see ``nextPiece()``.
    mutating func streamBody() {
        guard let head else { return }
        var limits = limits
        limits.bodyBytes = Int.max
        decoder = BodyDecoder(head.framing, limits: limits)
        bodyUse = .streamed
    }

    /// Drops the coming body; then the next request is read.
    mutating func discardBody() {
        streamBody()
        bodyUse = .discarded
    }

    /// The next piece of a body that is streamed.
    mutating func nextPiece() throws(RequestFault) -> Piece {
        guard head != nil else { return .end }
        while !decoder.isComplete, !buffer.isEmpty {
            try decode(atMost: Self.pieceBytes)
            if !body.isEmpty {
                defer { body = [] }
                return .content(body)
            }
        }
        guard decoder.isComplete else { return .incomplete }
        head = nil
        return .end
    }

    private mutating func decode(atMost count: Int) throws(RequestFault) {
        guard !decoder.isComplete else { return }
        let consumed = try buffer.withBytes { bytes throws(RequestFault) in
            try decoder.decode(bytes.extracting(0..<min(count, bytes.count)), into: &body)
        }
        buffer.consume(consumed)
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
