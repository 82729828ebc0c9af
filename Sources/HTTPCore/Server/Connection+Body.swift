import Dispatch

extension Connection {
    /// The next bytes of the body of a request, which its handler waits for.
    ///
    /// - Parameter exchange: the request's number.
    /// - Returns: nil at the body's end.
    func readBody(ofExchange exchange: Int) throws -> [UInt8]? {
        while true {
            switch try state.withLock({ state in try nextPiece(ofExchange: exchange, &state) }) {
            case .content(let bytes): return bytes
            case .end: return nil
            case .incomplete: bodyWake.wait()
            }
        }
    }

    /// Takes a piece of what has arrived, or arranges that ``bodyWake`` is signalled when more has.
    private func nextPiece(ofExchange exchange: Int, _ state: inout ConnectionState) throws -> RequestParser.Piece {
        while true {
            guard state.requestCount == exchange, let body = state.incomingBody else { throw ClientGone() }
            if let fault = body.fault { throw fault }
            do throws(RequestFault) {
                let piece = try state.parser.nextPiece()
                if case .content(let bytes) = piece { state.exchange?.bodyBytes += bytes.count }
                guard piece == .incomplete else { return piece }
                invite(&state)
                // What the client may be waiting for before it sends more: its invitation, or the response's head.
                if !state.output.isEmpty { flush(&state) }
                guard try receiveBody(&state) else { return .incomplete }
            } catch {
                state.incomingBody?.fault = error
            }
        }
    }

    /// Reads more of a streamed body from the socket.
    ///
    /// - Returns: false where nothing has arrived and the reader has to wait.
    private func receiveBody(_ state: inout ConnectionState) throws(RequestFault) -> Bool {
        guard state.phase != .closed else { return true }
        let outcome = try? state.parser.append { destination throws(SystemCallError) in
            try socket.receive(into: destination)
        }
        switch outcome {
        case .transferred(0):
            throw state.parser.faultAtEndOfInput ?? .malformed(.truncatedBody)
        case .transferred(let count):
            noteBodyProgress(count, &state)
        case .wouldBlock:
            waitForBody(&state)
            return false
        case nil:
            close(&state)
        }
        return true
    }

    private func noteBodyProgress(_ count: Int, _ state: inout ConnectionState) {
        guard var body = state.incomingBody else { return }
        body.progress += count
        if body.progress >= limits.minimumInputProgressBytes {
            body.progress = 0
            body.remainingWait = context.bodyTimeoutNanoseconds
        }
        state.incomingBody = body
    }

    private func waitForBody(_ state: inout ConnectionState) {
        guard let body = state.incomingBody else { return }
        state.incomingBody?.isReaderWaiting = true
        state.bodyDeadline = context.clock.monotonicNanoseconds() &+ body.remainingWait
        readiness.look(by: state.bodyDeadline)
        state.source?.watch(for: .reading)
    }

    /// Lets a handler that waits for its request's body look again.
    func wakeBodyReader(_ state: inout ConnectionState) {
        guard state.incomingBody?.isReaderWaiting == true else { return }
        let now = context.clock.monotonicNanoseconds()
        state.incomingBody?.remainingWait = state.bodyDeadline > now ? state.bodyDeadline - now : 0
        state.incomingBody?.isReaderWaiting = false
        state.bodyDeadline = UInt64.max
        bodyWake.signal()
    }

    /// Puts into the output that a client which waits for it is to send the body, as long as no response has been begun.
    func invite(_ state: inout ConnectionState) {
        guard state.incomingBody?.awaitsContinue == true else { return }
        state.incomingBody?.awaitsContinue = false
        guard state.phase == .handling, state.parser.bufferedBytes == 0 else { return }
        state.output.text.append("HTTP/1.1 100 Continue\r\n\r\n")
    }

    /// Takes the body away from its handler, which has returned.
    ///
    /// - Returns: whether the body has been read to its end, what has arrived being dropped, so that another request
    ///   can follow. True where there was no body.
    func endIncomingBody(_ state: inout ConnectionState) -> Bool {
        guard let body = state.incomingBody else { return true }
        wakeBodyReader(&state)
        state.incomingBody = nil
        guard body.fault == nil else { return false }
        while let piece = try? state.parser.nextPiece(), piece != .incomplete {
            if piece == .end { return true }
        }
        return false
    }
}

/// Reads the body of one request of a connection.
struct ConnectionBodyReader: RequestBodyReader {
    let connection: Connection
    let exchange: Int

    func read() throws -> [UInt8]? {
        try connection.readBody(ofExchange: exchange)
    }
}
