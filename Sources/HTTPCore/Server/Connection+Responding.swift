import Dispatch
import HTTPTypes

extension Connection {
    /// Runs a handler and sends what it answers. Called on the handler's thread.
    func handle(_ answer: () throws -> ServerResponse) {
        let response: ServerResponse
        do {
            response = try answer()
        } catch is ClientGone {
            cutOff()
            return
        } catch let fault as RequestFault {
            response = context.response(to: .request(fault))
        } catch {
            response = context.response(to: .handlerFailed(error))
        }
        let (stream, exchange) = state.withLock { state in
            let stream = respond(response, &state)
            let exchange = state.requestCount
            advance(&state)
            return (stream, exchange)
        }
        guard let stream else { return }
        var isWhole = false
        do {
            try stream(ConnectionBodyWriter(connection: self, exchange: exchange))
            isWhole = true
        } catch {
            // The head is with the client; a reset is the only way left to tell that the body is not whole.
        }
        endStream(isWhole: isWhole)
    }

    /// Answers a request that cannot be read, or not be held; the response is the connection's last.
    func fail(_ fault: ServerFault, _ state: inout ConnectionState) {
        if state.parser.isDiscardingBody {
            // Its request has been answered.
            endOutput(&state)
            return
        }
        var exchange =
            state.exchange
            ?? ConnectionState.Exchange(
                version: .http11, closes: true, start: context.clock.monotonicNanoseconds())
        exchange.closes = true
        state.exchange = exchange
        state.admitted = nil
        state.parser.dropBody()
        releaseHeldBody(&state)
        endRequest(&state)
        respondWithoutHandler(context.response(to: fault), &state)
    }

    /// Stops the clock of the request that has been read: what comes next is its response.
    func endRequest(_ state: inout ConnectionState) {
        state.phase = .handling
        state.deadline = UInt64.max
        state.timedProgress = nil
    }

    /// Sends a response that no handler has made.
    func respondWithoutHandler(_ response: ServerResponse, _ state: inout ConnectionState) {
        var response = response
        if case .stream = response.body {
            // Such a body is short; there is no thread here that could stream it.
            response.body = .bytes([])
        }
        respond(response, &state)
    }

    /// Sends a response, as far as the client takes it now.
    ///
    /// - Returns: the body's stream where it has one: it is to be run next, outside the lock.
    @discardableResult
    func respond(
        _ response: ServerResponse, _ state: inout ConnectionState
    ) -> (@Sendable (any ResponseBodyWriter) throws -> Void)? {
        guard state.phase == .handling, var exchange = state.exchange else { return nil }
        if context.isDraining { exchange.closes = true }
        exchange.status = response.status
        exchange.label = response.label

        let hasNoBody = response.status == .noContent || response.status == .notModified
        let framing: ResponseHeadEncoder.Framing
        var stream: (@Sendable (any ResponseBodyWriter) throws -> Void)?
        switch response.body {
        case _ where hasNoBody:
            framing = .none
        case .bytes(let bytes):
            framing = .length(bytes.count)
        case .stream(let body):
            exchange.isChunked = exchange.version == .http11
            framing = exchange.isChunked ? .chunked : .untilClose
            if !exchange.isChunked { exchange.closes = true }
            if exchange.method != .head { stream = body }
        }
        if stream != nil {
            // A handler that means to answer with a stream means to read the body.
            if response.status.kind == .successful { invite(&state) }
        } else if !endIncomingBody(&state) {
            exchange.closes = true
        }
        let connection: StaticString? = exchange.closes ? "close" : exchange.version == .http10 ? "keep-alive" : nil
        state.encoder.encode(
            response, framing: framing, connection: connection, unixSeconds: context.clock.unixSeconds(),
            into: &state.output.text)
        state.exchange = exchange
        if stream != nil {
            state.phase = .streaming
            return stream
        }
        if case .bytes(let bytes) = response.body, !hasNoBody, exchange.method != .head {
            state.output.appendBody(bytes)
        }
        state.phase = .flushing
        flush(&state)
        return nil
    }

    /// Sends what waits; ends the exchange where that was all of it.
    func flush(_ state: inout ConnectionState) {
        let sent: Int
        do throws(SystemCallError) {
            sent = try state.output.drain { first, second throws(SystemCallError) in try socket.send(first, second) }
        } catch {
            abort(&state)
            return
        }
        state.exchange?.sentBytes += sent
        if state.output.isEmpty {
            if state.isWritingAwaited {
                state.isWritingAwaited = false
                state.source?.ignore(.writing)
            }
            if state.outputProgress != nil {
                state.outputProgress = nil
                if state.phase != .reading { state.deadline = UInt64.max }
            }
            if state.phase == .flushing { endExchange(&state) }
        } else {
            state.isWritingAwaited = true
            state.source?.watch(for: .writing)
            setWriteDeadline(sent: sent, &state)
        }
        if state.isStreamWaiting, state.output.count <= limits.pendingOutputBytes / 2 {
            state.isStreamWaiting = false
            streamWake.signal()
        }
    }

    private func setWriteDeadline(sent: Int, _ state: inout ConnectionState) {
        // While a request is read, its own deadline holds, and only `100 Continue` can be waiting.
        guard state.phase != .reading else { return }
        let progress = (state.outputProgress ?? limits.minimumOutputProgressBytes) + sent
        if progress >= limits.minimumOutputProgressBytes {
            state.outputProgress = 0
            setDeadline(after: limits.writeTimeoutSeconds, &state)
        } else {
            state.outputProgress = progress
        }
    }

    private func endExchange(_ state: inout ConnectionState) {
        guard let exchange = state.exchange else { return }
        record(exchange, isIncomplete: false)
        state.exchange = nil
        releaseHeldBody(&state)
        if exchange.closes {
            endOutput(&state)
            return
        }
        state.phase = .reading
    }

    func record(_ exchange: ConnectionState.Exchange, isIncomplete: Bool) {
        let nanoseconds = context.clock.monotonicNanoseconds() &- exchange.start
        context.observer(
            RequestRecord(
                template: exchange.template, method: exchange.method, status: exchange.status, label: exchange.label,
                bodyBytes: exchange.bodyBytes, bytes: exchange.sentBytes, seconds: Double(nanoseconds) / 1e9,
                isIncomplete: isIncomplete))
    }

    func releaseHeldBody(_ state: inout ConnectionState) {
        guard state.heldBodyBytes > 0 else { return }
        _ = context.holdBodyBytes(-state.heldBodyBytes)
        state.heldBodyBytes = 0
    }
}
