/// What answers a route.
package enum RouteHandler: Sendable {
    /// Gets the request when its body is there.
    case whole(WholeHandler)
    /// Gets the request without its body, and what reads the body.
    case streaming(Router.StreamingHandler)
}

/// What answers a request whose body is there.
package struct WholeHandler: Sendable {
    /// Answers at once, or leaves the answer to others. Runs with the connection locked, on the thread that moves it on (the
    /// one that read the request, or the one that sent the answer before it), and may not call the server.
    let prompt: Router.PromptHandler?
    /// Runs on a worker thread where the prompt handler asks for one, or there is none; it may block.
    package let patient: Router.Handler
}
