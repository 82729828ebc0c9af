/// What becomes of a request on the thread that moves its connection on.
package enum PromptAnswer: Sendable {
    /// The answer.
    case response(ServerResponse)
    /// Somebody else will send it.
    case later
    /// Nothing: the request goes to a worker thread.
    case needsWorker
}
