import HTTPCore
import HTTPTypes
import Logging

/// What is the same for the answers of all routes: errors become problem details, every response carries the identifier
/// of its request, and requests are counted while they are worked on.
struct RequestAnswering: Sendable {
    let identifiers: RequestIdentifiers
    let active: ActiveCount
    let logger: Logger

    /// Seconds after which a client that found the service too busy may try again.
    private static let retryAfter = String(ServerLimits().retryAfterSeconds)

    /// A router to these routes.
    func router(_ routes: [ServiceRoute]) -> Router {
        var router = Router()
        for route in routes {
            switch route.handler {
            case .whole(let respond):
                router.add(route.method, route.template) { request in
                    try answer(request) { try respond(request, $0) }
                }
            case .prompt(let prompt, let respond):
                router.add(
                    route.method, route.template,
                    prompt: { request, later in promptAnswer(prompt(request), to: request, later) },
                    { request in try answer(request) { try respond(request, $0) } })
            case .streaming(let respond):
                router.addStreaming(route.method, route.template) { request, body in
                    try answer(request) { try respond(request, body, $0) }
                }
            }
        }
        return router
    }

    /// An answer that no route gave.
    func named(_ response: ServerResponse, for request: ServerRequest) -> ServerResponse {
        named(response, identifiers.identifier(of: request))
    }

    /// The answer to what no handler answered, under an identifier of ours: the server does not say whose it is.
    func response(to fault: ServerFault) -> ServerResponse {
        let identifier = identifiers.next()
        if case .handlerFailed(let error) = fault {
            logger.error("handler failed", metadata: ["request": "\(identifier)", "error": "\(error)"])
        }
        return named(.problem(ProblemDetails(fault)), identifier)
    }

    private func promptAnswer(
        _ outcome: PromptOutcome, to request: ServerRequest, _ later: LaterResponse
    ) -> PromptAnswer {
        switch outcome {
        case .response(let response):
            return .response(named(response, identifiers.identifier(of: request)))
        case .needsWorker:
            return .needsWorker
        case .later(let begin):
            let identifier = identifiers.identifier(of: request)
            // Given back before the answer is sent: whoever has it may look at the count.
            let token = Guarded<ActiveCount.Token?>(active.enter())
            do {
                try begin { outcome in
                    let response: ServerResponse
                    switch outcome {
                    case .success(let made): response = named(made, identifier)
                    case .failure(let error): response = failure(error, identifier)
                    }
                    token.withLock { $0 = nil }
                    later.send(response)
                }
                return .later
            } catch {
                return .response(failure(error, identifier))
            }
        }
    }

    /// - Throws: ``ClientGone`` alone, where there is nobody to answer.
    private func answer(
        _ request: ServerRequest, _ respond: (String) throws -> ServerResponse
    ) throws -> ServerResponse {
        let identifier = identifiers.identifier(of: request)
        let token = active.enter()
        var response: ServerResponse
        do {
            response = try respond(identifier)
        } catch let gone as ClientGone {
            throw gone
        } catch {
            return failure(error, identifier)
        }
        if case .stream(let body) = response.body {
            response.body = .stream { output in try withExtendedLifetime(token) { try body(output) } }
        }
        return named(response, identifier)
    }

    private func failure(_ error: any Error, _ identifier: String) -> ServerResponse {
        if let fault = error as? RequestFault {
            return named(.problem(ProblemDetails(.request(fault))), identifier)
        }
        let problem = ProblemDetails(describing: error, request: identifier, logger: logger)
        var response = ServerResponse.problem(problem)
        if problem.kind == .overloaded { response.fields[.retryAfter] = Self.retryAfter }
        return named(response, identifier)
    }

    private func named(_ response: ServerResponse, _ identifier: String) -> ServerResponse {
        var response = response
        response.label = identifier
        if let field = RequestIdentifiers.field { response.fields[field] = identifier }
        return response
    }
}
