import HTTPCore
import HTTPTypes

/// A method and a path of the service, who may use it, and what answers there.
struct ServiceRoute: Sendable {
    /// What answers; each gets the request's identifier last.
    enum Handler: Sendable {
        case whole(@Sendable (ServerRequest, String) throws -> ServerResponse)
        /// Answers at once what it can, see ``HTTPCore/WholeHandler``; otherwise as the whole one.
        case prompt(
            @Sendable (ServerRequest) -> PromptOutcome, @Sendable (ServerRequest, String) throws -> ServerResponse)
        /// Reads the body while it arrives.
        case streaming(@Sendable (ServerRequest, any RequestBodyReader, String) throws -> ServerResponse)
    }

    let method: HTTPRequest.Method
    /// As in the contract, such as `/models/{version}`.
    let template: String
    let access: RouteAccess
    let handler: Handler

    init(
        _ method: HTTPRequest.Method, _ template: String, _ access: RouteAccess,
        _ respond: @escaping @Sendable (ServerRequest, String) throws -> ServerResponse
    ) {
        self.init(method: method, template: template, access: access, handler: .whole(respond))
    }

    init(method: HTTPRequest.Method, template: String, access: RouteAccess, handler: Handler) {
        self.method = method
        self.template = template
        self.access = access
        self.handler = handler
    }
}
