import HTTPTypes

extension Connection {
    /// What a request's head alone decides.
    private enum Verdict {
        case admitted(ServerRequest, RouteHandler)
        case refused(ServerResponse)
    }

    /// Acts on a head whose body is still to come.
    func receive(_ head: RequestHead, _ state: inout ConnectionState) {
        beginExchange(head, &state)
        switch verdict(on: head, &state) {
        case .refused(let response):
            refuse(head, with: response, &state)
        case .admitted(let request, .whole(let handler)):
            do throws(RequestFault) {
                try state.parser.holdBody()
            } catch {
                fail(.request(error), &state)
                return
            }
            state.admitted = ConnectionState.Admitted(request: request, handler: handler)
            setReadDeadline(&state)
            if head.expectsContinue, state.parser.bufferedBytes == 0 {
                state.output.text.append("HTTP/1.1 100 Continue\r\n\r\n")
                flush(&state)
            }
        case .admitted(let request, .streaming(let handler)):
            stream(head, request, to: handler, &state)
        }
    }

    /// Acts on a whole request: one without a body, or one that was admitted by its head.
    func receive(_ head: RequestHead, body: [UInt8], _ state: inout ConnectionState) {
        if var admitted = state.admitted {
            state.admitted = nil
            admitted.request.body = body
            state.exchange?.bodyBytes = body.count
            submit(admitted.request, to: admitted.handler, &state)
            return
        }
        beginExchange(head, &state)
        switch verdict(on: head, &state) {
        case .refused(let response): refuse(head, with: response, &state)
        case .admitted(let request, .whole(let handler)): submit(request, to: handler, &state)
        case .admitted(let request, .streaming(let handler)): stream(head, request, to: handler, &state)
        }
    }

    private func beginExchange(_ head: RequestHead, _ state: inout ConnectionState) {
        state.requestCount += 1
        // A body that was dropped before must not have used up this one's time.
        state.timedProgress = nil
        state.exchange = ConnectionState.Exchange(
            method: head.method, version: head.version,
            closes: !head.keepsConnectionOpen || state.requestCount >= limits.requestsPerConnection,
            start: context.clock.monotonicNanoseconds())
    }

    private func verdict(on head: RequestHead, _ state: inout ConnectionState) -> Verdict {
        if head.target.isServerWide { return .refused(Self.options(HTTPRequest.Method.routable)) }
        switch context.router.resolve(head.method, head.target.encodedPath) {
        case .found(let template, let handler, let parameters):
            state.exchange?.template = template
            let request = ServerRequest(head, pathParameters: parameters, listener: listener)
            if let refusal = context.admission(request, template) { return .refused(refusal) }
            return .admitted(request, handler)
        case .notFound:
            return .refused(context.response(to: .notFound))
        case .methodNotAllowed(let template, let allow):
            state.exchange?.template = template
            return .refused(
                head.method == .options
                    ? Self.options(allow) : context.response(to: .methodNotAllowed(allow: allow)))
        }
    }

    private static func options(_ allow: [HTTPRequest.Method]) -> ServerResponse {
        ServerResponse(status: .noContent, fields: [.allow: allow.map(\.rawValue).joined(separator: ", ")])
    }

    /// Answers a request whose body nobody wants. One of a moderate length that the client is bound to send is read and
    /// dropped, so that another request can follow; otherwise the response is the connection's last: the body may be
    /// endless, and after an unmet expectation whether it follows is the client's choice (RFC 9110 section 10.1.1).
    private func refuse(_ head: RequestHead, with response: ServerResponse, _ state: inout ConnectionState) {
        switch head.framing {
        case .none: break
        case .length(let count) where count <= limits.lingerBytes && !head.expectsContinue:
            state.parser.discardBody()
        case .length, .chunked:
            state.exchange?.closes = true
        }
        endRequest(&state)
        respondWithoutHandler(response, &state)
    }

    private func submit(_ request: ServerRequest, to handler: WholeHandler, _ state: inout ConnectionState) {
        endRequest(&state)
        switch handler.prompt?(request, LaterResponse(connection: self)) ?? .needsWorker {
        case .response(let response):
            respondWithoutHandler(response, &state)
            return
        case .later:
            return
        case .needsWorker:
            break
        }
        let isAccepted = context.workers.submit { [self] in handle { try handler.patient(request) } }
        if !isAccepted { respondWithoutHandler(context.response(to: .queueFull), &state) }
    }

    private func stream(
        _ head: RequestHead, _ request: ServerRequest, to handler: @escaping Router.StreamingHandler,
        _ state: inout ConnectionState
    ) {
        let body = ConnectionBodyReader(connection: self, exchange: state.requestCount)
        let isAccepted = context.streamThreads.submit { [self] in handle { try handler(request, body) } }
        guard isAccepted else {
            refuse(head, with: context.response(to: .tooManyStreams), &state)
            return
        }
        state.parser.streamBody()
        state.incomingBody = IncomingBody(
            awaitsContinue: head.expectsContinue, remainingWait: context.bodyTimeoutNanoseconds)
        endRequest(&state)
    }
}
