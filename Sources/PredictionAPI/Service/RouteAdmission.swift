import HTTPCore
import HTTPTypes
import Synchronization

/// Lets requests in by their heads, before anything of their bodies is read.
final class RouteAdmission: Sendable {
    private let policy: Mutex<AccessPolicy>
    private let accesses: [String: [HTTPRequest.Method: RouteAccess]]

    init(_ routes: [ServiceRoute], policy: AccessPolicy) {
        self.policy = Mutex(policy)
        var accesses: [String: [HTTPRequest.Method: RouteAccess]] = [:]
        for route in routes { accesses[route.template, default: [:]][route.method] = route.access }
        self.accesses = accesses
    }

    /// Decides by another policy from now on.
    func replacePolicy(_ policy: AccessPolicy) {
        self.policy.withLock { $0 = policy }
    }

    /// What a request is answered that may not go on; `nil` for one that may.
    func refusal(of request: ServerRequest, template: String) -> ServerResponse? {
        let method = request.method == .head ? .get : request.method
        // A route that is not listed is nobody's.
        let access = accesses[template]?[method] ?? .administration
        let policy = policy.withLock { $0 }
        return policy.refusal(of: request, access: access)?.response
    }
}
