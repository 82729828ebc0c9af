import HTTPCore
import HTTPTypes
import Inference
import Testing

@testable import PredictionAPI

struct RequestAnsweringTests {
    private let log = LogCapture()

    private func answering() -> RequestAnswering {
        RequestAnswering(
            identifiers: RequestIdentifiers(prefix: "test"), active: ActiveCount(), logger: log.logger())
    }

    private func response(throwing error: any Error) throws -> ServerResponse {
        let router = answering().router([ServiceRoute(.post, "/predict", .everybody) { _, _ in throw error }])
        guard case .found(_, .whole(let handler), _) = router.resolve(.post, "/predict") else {
            throw RequestFault.unknownMethod
        }
        return try handler.patient(ServerRequest(method: .post, path: "/predict"))
    }

    @Test("Too many forecasts", arguments: [ForecastOverload.queueFull, .waitedTooLong])
    func overload(overload: ForecastOverload) throws {
        let response = try response(throwing: overload)
        #expect(response.status == .serviceUnavailable)
        #expect(response.fields[.retryAfter] == "1")
        guard case .bytes(let body) = response.body else {
            Issue.record("the body is a stream")
            return
        }
        #expect(try JSONReader.value(of: body)["type"] == .string("/openapi.yaml#overloaded"))
    }

    @Test func otherErrorsAreNotTriedAgain() throws {
        let response = try response(throwing: ProblemDetails(.conflict, detail: "Not now."))
        #expect(response.status == .conflict)
        #expect(response.fields[.retryAfter] == nil)
    }

    @Test func aHandlerThatFailedIsFoundInTheLogByTheResponse() throws {
        struct Broken: Error {}
        let response = answering().response(to: .handlerFailed(Broken()))
        #expect(response.status == .internalServerError)
        let field = try #require(RequestIdentifiers.field)
        #expect(response.fields[field] == "test-1")
        #expect(response.label == "test-1")
        #expect(log.text == "<3>handler failed error=Broken() request=test-1\n")
    }
}
