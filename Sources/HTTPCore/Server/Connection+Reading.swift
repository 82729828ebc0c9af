import HTTPTypes

extension Connection {
    /// Reads of one readiness report, after which other connections of the queue get their turn.
    private static let readsPerReport = 16

    func readAvailable(_ state: inout ConnectionState) {
        for _ in 0..<Self.readsPerReport {
            var room = 0
            let outcome: TransferOutcome
            do throws(SystemCallError) {
                outcome = try state.parser.append { destination throws(SystemCallError) in
                    room = destination.count
                    return try socket.receive(into: destination)
                }
            } catch {
                close(&state)
                return
            }
            guard case .transferred(let count) = outcome else { return }
            if count == 0 {
                if let fault = state.parser.faultAtEndOfInput {
                    fail(.request(fault), &state)
                } else {
                    close(&state)
                }
                return
            }
            advance(&state)
            if state.phase != .reading || count < room { return }
        }
    }

    /// Reads requests out of the bytes that have arrived, until one is in flight or more bytes are needed.
    func advance(_ state: inout ConnectionState) {
        while state.phase == .reading {
            let event: RequestParser.Event
            do throws(RequestFault) {
                event = try state.parser.next()
            } catch {
                fail(.request(error), &state)
                return
            }
            guard countHeldBody(&state) else {
                fail(.bodyMemoryExhausted, &state)
                return
            }
            switch event {
            case .incomplete:
                setReadDeadline(&state)
                state.readSource?.resume()
                return
            case .head(let head):
                beginExchange(head, &state)
                setReadDeadline(&state)
                if head.expectsContinue { answerExpectation(head, &state) }
            case .request(let head, let body):
                if state.exchange == nil { beginExchange(head, &state) }
                answer(head, body: body, &state)
            }
        }
    }

    private func beginExchange(_ head: RequestHead, _ state: inout ConnectionState) {
        state.requestCount += 1
        state.exchange = ConnectionState.Exchange(
            method: head.method, version: head.version,
            closes: !head.keepsConnectionOpen || state.requestCount >= context.limits.requestsPerConnection,
            start: context.clock.monotonicNanoseconds())
    }

    /// Tells a waiting client to send the body, or why it need not. The final response of the latter is the
    /// connection's last: whether the body follows is the client's choice.
    private func answerExpectation(_ head: RequestHead, _ state: inout ConnectionState) {
        switch context.router.resolve(head.method, head.target.encodedPath) {
        case .found:
            guard state.parser.bufferedBytes == 0 else { return }
            state.output.text.append("HTTP/1.1 100 Continue\r\n\r\n")
            flush(&state)
        case .notFound:
            fail(.notFound, &state)
        case .methodNotAllowed(let template, let allow):
            state.exchange?.template = template
            fail(.methodNotAllowed(allow: allow), &state)
        }
    }

    /// Gives the request to its handler, or answers it where that needs none.
    private func answer(_ head: RequestHead, body: [UInt8], _ state: inout ConnectionState) {
        state.phase = .handling
        state.deadline = UInt64.max
        state.timedProgress = nil
        if head.target.isServerWide {
            respond(Self.options(HTTPRequest.Method.routable), &state)
            return
        }
        switch context.router.resolve(head.method, head.target.encodedPath) {
        case .found(let template, let handler, let parameters):
            state.exchange?.template = template
            let request = ServerRequest(head, body: body, pathParameters: parameters)
            let isAccepted = context.workers.submit { [self] in handle(request, with: handler) }
            if !isAccepted { respond(to: .queueFull, &state) }
        case .notFound:
            respond(to: .notFound, &state)
        case .methodNotAllowed(let template, let allow):
            state.exchange?.template = template
            if head.method == .options {
                respond(Self.options(allow), &state)
            } else {
                respond(to: .methodNotAllowed(allow: allow), &state)
            }
        }
    }

    private static func options(_ allow: [HTTPRequest.Method]) -> ServerResponse {
        ServerResponse(status: .noContent, fields: [.allow: allow.map(\.rawValue).joined(separator: ", ")])
    }

    /// Starts the time of the header at its first byte and that of the body at its head; a request that makes
    /// progress does not get more.
    func setReadDeadline(_ state: inout ConnectionState) {
        let progress = state.parser.progress
        guard state.timedProgress != progress else { return }
        state.timedProgress = progress
        switch progress {
        case .untouched: setDeadline(after: context.limits.idleTimeoutSeconds, &state)
        case .insideHeader: setDeadline(after: context.limits.headerTimeoutSeconds, &state)
        case .insideBody: setDeadline(after: context.limits.bodyTimeoutSeconds, &state)
        }
    }

    /// Counts what has been added to the request's body.
    ///
    /// - Returns: false where the server holds too much.
    private func countHeldBody(_ state: inout ConnectionState) -> Bool {
        let added = state.parser.heldBodyBytes - state.heldBodyBytes
        guard added > 0 else { return true }
        state.heldBodyBytes += added
        return context.holdBodyBytes(added)
    }
}
