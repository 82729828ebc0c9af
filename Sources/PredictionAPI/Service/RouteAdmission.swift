import HTTPCore
import HTTPTypes

/// Lets requests in by their heads, before anything of their bodies is read.
struct RouteAdmission: Sendable {
    private let policy: AccessPolicy
    private let accesses: [String: [HTTPRequest.Method: RouteAccess]]

    init(_ routes: [ServiceRoute], policy: AccessPolicy) {
        self.policy = policy
        var accesses: [String: [HTTPRequest.Method: RouteAccess]] = [:]
        for route in routes { accesses[route.template, default: [:]][route.method] = route.access }
        self.accesses = accesses
    }

    /// What a request is answered that may not go on; `nil` for one that may.
    func refusal(of request: ServerRequest, template: String) -> ServerResponse? {
        let method = request.method == .head ? .get : request.method
        // A route that is not listed is nobody's.
        let access = accesses[template]?[method] ?? .administration
        return policy.refusal(of: request, access: access)?.response
    }
}
