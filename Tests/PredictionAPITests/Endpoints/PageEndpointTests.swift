import Crypto
import Foundation
import HTTPTypes
import Testing

@testable import PredictionAPI

struct PageEndpointTests {
    private func service(adjust: (inout ServiceDependencies) -> Void = { _ in }) throws -> TestService {
        try TestService(world: try ExampleWorld(), page: try PageFiles().sources, adjust: adjust)
    }

    /// As a browser takes it: of what stands between the tags.
    private func hash(of element: Substring) -> String {
        "'sha256-\(Data(SHA256.hash(data: Data(element.utf8))).base64EncodedString())'"
    }

    @Test func isADocumentForBrowsers() throws {
        let response = try service().get("/")
        #expect(response.status == 200)
        #expect(response.isWhole)
        #expect(response.fields["content-type"] == "text/html; charset=utf-8")
        #expect(response.fields["cache-control"] == "no-cache")
        #expect(response.fields["referrer-policy"] == "no-referrer")
        #expect(response.fields["x-content-type-options"] == "nosniff")
        #expect(response.text == (try PageFiles().sources.document))
    }

    @Test func thePolicyAllowsWhatIsInThePageAndNothingElse() throws {
        let response = try service().get("/")
        let style = try #require(response.text.firstMatch(of: /<style>((?s:.+?))<\/style>/)).output.1
        let script = try #require(response.text.firstMatch(of: /<script type="module">((?s:.+?))<\/script>/)).output.1
        let policy = try #require(response.fields["content-security-policy"]).components(separatedBy: "; ")
        #expect(
            policy == [
                "default-src 'none'", "connect-src 'self'", "script-src \(hash(of: script))",
                "style-src \(hash(of: style))", "img-src data:", "base-uri 'none'", "form-action 'none'",
                "frame-ancestors 'none'",
            ])
    }

    @Test func takesNoTokenWhereThereAreTokens() throws {
        let tokens = try AccessTokens(text: "bulk 0123456789abcdef", path: "tokens")
        let test = try service { $0.access = AccessPolicy(tokens: tokens) }
        #expect(try test.get("/").status == 200)
        #expect(try test.get("/health").status == 401)
    }

    @Test func answersHeadWithoutABody() throws {
        let test = try service()
        let response = try test.send("HEAD", "/", [:])
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(response.fields["content-length"] == String(try PageFiles().sources.document.utf8.count))
        #expect(response.fields["content-security-policy"]?.isEmpty == false)
    }

    @Test func takesNoOtherMethod() throws {
        let response = try service().post("/", "{}")
        #expect(response.status == 405)
        #expect(response.fields["allow"]?.contains("GET") == true)
    }
}
