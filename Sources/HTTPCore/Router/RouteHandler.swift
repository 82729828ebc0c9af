/// What answers a route.
package enum RouteHandler: Sendable {
    /// Gets the request when its body is there.
    case whole(Router.Handler)
    /// Gets the request without its body, and what reads the body.
    case streaming(Router.StreamingHandler)
}
