import HTTPCore
import HTTPTypes
import Testing

@testable import PredictionAPI

struct RouteAdmissionTests {
    private let tokens = """
        predict pppppppppppppppp
        bulk bbbbbbbbbbbbbbbb
        admin aaaaaaaaaaaaaaaa
        """

    private func service() throws -> TestService {
        let tokens = try AccessTokens(text: tokens, path: "tokens")
        return try TestService(world: try ExampleWorld(), adjust: { $0.access = AccessPolicy(tokens: tokens) })
    }

    private func authorization(_ letter: String) -> [String: String] {
        ["Authorization": "Bearer \(String(repeating: letter, count: 16))"]
    }

    @Test func withoutATokenOnlyLivezAndThePageAnswer() throws {
        let test = try service()
        for route in test.service.routes where !["/livez", "/"].contains(route.template) {
            let path = route.template.replacing("{version}", with: "1")
            let response =
                route.method == .get ? try test.get(path) : try test.post(path, #"{"advertiser":"a000001"}"#)
            #expect(response.status == 401, "\(route.template)")
            #expect(response.fields["www-authenticate"] == "Bearer realm=\"adcast\"")
            #expect(response.fields["x-request-id"]?.isEmpty == false)
            #expect(try response.json()["type"] == .string("/openapi.yaml#unauthorized"))
        }
        #expect(try test.get("/livez").status == 200)
        #expect(try test.get("/").status == 200)
    }

    @Test func aTokenOpensWhatItsRolesAllow() throws {
        let test = try service()
        let body = #"{"advertiser":"a000001"}"#
        #expect(try test.post("/predict", body, authorization("p")).status == 200)
        #expect(try test.post("/predict/bulk", "[\(body)]", authorization("b")).status == 200)
        #expect(try test.get("/metrics", authorization("b")).status == 200)
        #expect(try test.get("/models", ["Authorization": "bearer  pppppppppppppppp"]).status == 200)
        let refused = try test.post("/predict", body, authorization("a"))
        #expect(refused.status == 403)
        #expect(
            refused.fields["www-authenticate"]
                == "Bearer realm=\"adcast\", error=\"insufficient_scope\", scope=\"predict\"")
        #expect(try refused.json()["detail"].text?.contains("\"predict\"") == true)
        #expect(try test.post("/predict/bulk", "[\(body)]", authorization("p")).status == 403)
    }

    @Test func aWrongTokenIsNoToken() throws {
        let test = try service()
        let response = try test.get("/health", authorization("x"))
        #expect(response.status == 401)
        #expect(response.fields["www-authenticate"] == "Bearer realm=\"adcast\", error=\"invalid_token\"")
        #expect(try test.get("/health", ["Authorization": "Basic pppppppppppppppp"]).status == 401)
        #expect(try test.send("HEAD", "/health", [:]).status == 401)
        #expect(!test.log.text.contains("xxxxxxxxxxxxxxxx"))
    }

    @Test func theAdministrationSocketNeedsNoToken() throws {
        let test = try service()
        let response = try test.administrator.send("GET", "/models", [:], [])
        #expect(response.status == 200)
    }

    @Test func whatChangesSomethingTakesAnAdministrator() throws {
        let open = AccessPolicy(tokens: nil)
        let closed = AccessPolicy(tokens: try AccessTokens(text: tokens, path: "tokens"))
        func request(_ token: String?, _ listener: RequestListener = .tcp) -> ServerRequest {
            var request = ServerRequest(method: .post, path: "/models/rollback", listener: listener)
            request.fields[.authorization] = token.map { "Bearer \($0)" }
            return request
        }
        #expect(open.refusal(of: request(nil), access: .administration) == .needsAdministrationSocket)
        #expect(open.refusal(of: request(nil), access: .role(.bulk)) == nil)
        #expect(open.refusal(of: request(nil, .unix), access: .administration) == nil)
        #expect(
            open.refusal(of: request(nil, .inherited(name: "http")), access: .administration)
                == .needsAdministrationSocket)
        #expect(closed.refusal(of: request("aaaaaaaaaaaaaaaa"), access: .administration) == nil)
        #expect(
            closed.refusal(of: request("pppppppppppppppp"), access: .administration) == .missingRole(.admin))
        #expect(closed.refusal(of: request(nil), access: .administration) == .noToken)
        #expect(AccessRefusal.needsAdministrationSocket.response.status == .forbidden)
    }

    @Test(
        "Hosts that need tokens",
        arguments: [
            ("127.0.0.1", true), ("127.8.9.1", true), ("::1", true), ("localhost", true), ("0.0.0.0", false),
            ("::", false), ("192.168.1.4", false), ("127.example.com", false), ("", false), ("::ffff:10.0.0.1", false),
        ])
    func loopback(host: String, isLoopback: Bool) throws {
        #expect(LoopbackHost.contains(host) == isLoopback)
        guard !isLoopback else { return }
        #expect(throws: ServiceError.tokensNeeded(address: host)) {
            try TestService(world: try ExampleWorld(), adjust: { $0.addresses = [.tcp(host: host, port: 0)] })
        }
    }
}
