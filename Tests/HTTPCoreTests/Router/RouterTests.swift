import HTTPTypes
import Testing

@testable import HTTPCore

@Suite struct RouterTests {
    /// What a router made of a method and path, in a form that can be compared.
    private func outcome(_ router: Router, _ method: HTTPRequest.Method, _ path: String) -> String {
        switch router.resolve(method, path) {
        case .found(let template, _, let parameters):
            ([template] + parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
        case .notFound: "404"
        case .methodNotAllowed(_, let allow): "405 " + allow.map(\.rawValue).joined(separator: ",")
        }
    }

    private func router() -> Router {
        var router = Router()
        let handler: Router.Handler = { _ in ServerResponse() }
        router.add(.get, "/", handler)
        router.add(.get, "/models", handler)
        router.add(.get, "/models/{version}", handler)
        router.add(.delete, "/models/{version}", handler)
        router.add(.post, "/models/rollback", handler)
        router.add(.post, "/models/{version}/activate", handler)
        router.add(.get, "/v2/models/{model}/versions/{version}", handler)
        return router
    }

    @Test(
        "Paths find their template",
        arguments: [
            ("GET", "/", "/"), ("GET", "/models", "/models"), ("HEAD", "/models", "/models"),
            ("GET", "/models/7", "/models/{version} version=7"),
            ("GET", "/models/a%2Fb", "/models/{version} version=a/b"),
            ("GET", "/models/%37", "/models/{version} version=7"),
            ("GET", "/%6Dodels/7", "/models/{version} version=7"),
            ("POST", "/models/7/activate", "/models/{version}/activate version=7"),
            ("POST", "/models/rollback", "/models/rollback"),
            ("GET", "/v2/models/m2m/versions/3", "/v2/models/{model}/versions/{version} model=m2m version=3"),
            ("GET", "/model", "404"), ("GET", "/models/", "404"), ("GET", "//", "404"), ("GET", "/./", "404"),
            ("GET", "/models/..", "404"), ("GET", "/models/%2e%2E", "404"), ("GET", "/Models", "404"),
            ("GET", "/models/7/activate/x", "404"),
            ("POST", "/models", "405 GET,HEAD,OPTIONS"), ("TRACE", "/models", "405 GET,HEAD,OPTIONS"),
            ("PUT", "/models/7", "405 GET,DELETE,HEAD,OPTIONS"),
            ("GET", "/models/rollback", "405 POST,OPTIONS"),
        ])
    func resolves(_ method: String, _ path: String, _ expected: String) throws {
        #expect(outcome(router(), try #require(HTTPRequest.Method(method)), path) == expected)
    }

    @Test func aRouteThatIsAddedAgainIsReplaced() throws {
        var router = router()
        router.add(.get, "/models") { _ in ServerResponse(status: .accepted) }
        guard case .found(_, .whole(let handler), _) = router.resolve(.get, "/models") else {
            Issue.record("the route is gone")
            return
        }
        #expect(try handler.patient(ServerRequest(method: .get, path: "/models")).status == .accepted)
        router.addStreaming(.get, "/models") { _, _ in ServerResponse() }
        guard case .found("/models", .streaming, _) = router.resolve(.head, "/models") else {
            Issue.record("the route is not a streaming one")
            return
        }
    }
}
