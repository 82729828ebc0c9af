import HTTPCore
import HTTPTypes

/// A method and a path of the service, and what answers there.
struct ServiceRoute: Sendable {
    let method: HTTPRequest.Method
    /// As in the contract, such as `/models/{version}`.
    let template: String
    /// Gets the request and its identifier.
    let respond: @Sendable (ServerRequest, String) throws -> ServerResponse
}
