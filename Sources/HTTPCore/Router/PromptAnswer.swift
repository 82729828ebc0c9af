/// What the thread that read a request makes of it.
package enum PromptAnswer: Sendable {
    /// The answer.
    case response(ServerResponse)
    /// Somebody else will send it.
    case later
    /// Nothing: the request goes to a worker thread.
    case needsWorker
}
