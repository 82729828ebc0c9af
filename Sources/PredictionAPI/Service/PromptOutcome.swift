import HTTPCore

/// What a route makes of a request on the thread that read it.
enum PromptOutcome: Sendable {
    typealias Responder = @Sendable (Result<ServerResponse, any Error>) -> Void

    /// The answer.
    case response(ServerResponse)
    /// What sees to it that others answer: it is called with what takes the answer, which they call once, on another thread.
    /// Where it throws, that is the answer.
    case later(@Sendable (@escaping Responder) throws -> Void)
    /// Nothing: the request goes to a worker thread.
    case needsWorker
}
