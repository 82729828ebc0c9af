import HTTPTypes

/// Finds the handler of a method and a path.
///
/// A template's segment is literal text or one parameter, as in `/models/{version}/activate`. A path that equals a
/// template without parameters belongs to it alone.
package struct Router: Sendable {
    package typealias Handler = @Sendable (ServerRequest) throws -> ServerResponse
    package typealias PromptHandler = @Sendable (ServerRequest, LaterResponse) -> PromptAnswer
    package typealias StreamingHandler = @Sendable (ServerRequest, any RequestBodyReader) throws -> ServerResponse

    /// What became of a method and a path.
    package enum Resolution: Sendable {
        case found(template: String, handler: RouteHandler, parameters: [String: String])
        case notFound
        /// The path is there; `allow` lists what it takes, `HEAD` and `OPTIONS` included.
        case methodNotAllowed(template: String, allow: [HTTPRequest.Method])
    }

    private var routes: [Route] = []
    /// Positions in ``routes`` of templates without parameters.
    private var literalRoutes: [String: Int] = [:]

    package init() {}

    /// Adds a route. A method and template that are there already are replaced.
    ///
    /// - Parameters:
    ///   - template: starts with `/`.
    ///   - prompt: is asked first, on the thread that moves the connection on, which other connections wait for: it answers
    ///     in microseconds, sees to it that somebody else will, or asks for a worker thread.
    ///   - handler: runs on a worker thread; it may block.
    package mutating func add(
        _ method: HTTPRequest.Method, _ template: String, prompt: PromptHandler? = nil, _ handler: @escaping Handler
    ) {
        set(.whole(WholeHandler(prompt: prompt, patient: handler)), for: method, template)
    }

    /// Adds a route whose handler reads the body while it arrives. A method and template that are there already are
    /// replaced.
    ///
    /// The body may be of any length. Its handler gets a thread of its own, of which there are
    /// ``ServerLimits/streamCount``, so that slow clients hold up nobody else. Where it returns a stream, the body may
    /// be read on inside of that. The connection is kept for another request if the body was read to its end.
    ///
    /// - Parameters:
    ///   - template: starts with `/`.
    ///   - handler: may block. It runs once the head is there, so that it may answer without reading the body.
    package mutating func addStreaming(
        _ method: HTTPRequest.Method, _ template: String, _ handler: @escaping StreamingHandler
    ) {
        set(.streaming(handler), for: method, template)
    }

    private mutating func set(_ handler: RouteHandler, for method: HTTPRequest.Method, _ template: String) {
        if let position = routes.firstIndex(where: { $0.template == template }) {
            routes[position].setHandler(handler, for: method)
            return
        }
        var route = Route(template: template)
        route.setHandler(handler, for: method)
        if route.isLiteral { literalRoutes[template] = routes.count }
        routes.append(route)
    }

    /// Finds the route of a path.
    ///
    /// - Parameter path: the path with its percent-encoding kept, so that a `%2F` does not split a segment.
    package func resolve(_ method: HTTPRequest.Method, _ path: String) -> Resolution {
        if let position = literalRoutes[path] {
            return resolve(method, route: routes[position], parameters: [:])
        }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var refused: Route?
        var allow: [HTTPRequest.Method] = []
        for route in routes {
            guard let parameters = route.match(segments) else { continue }
            if let handler = route.handler(for: method) {
                return .found(template: route.template, handler: handler, parameters: parameters)
            }
            refused = refused ?? route
            allow += route.allowedMethods.filter { !allow.contains($0) }
        }
        return refused.map { .methodNotAllowed(template: $0.template, allow: allow) } ?? .notFound
    }

    private func resolve(_ method: HTTPRequest.Method, route: Route, parameters: [String: String]) -> Resolution {
        if let handler = route.handler(for: method) {
            return .found(template: route.template, handler: handler, parameters: parameters)
        }
        return .methodNotAllowed(template: route.template, allow: route.allowedMethods)
    }
}
