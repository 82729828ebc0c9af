import HTTPTypes
import Testing

@testable import HTTPCore

/// Routes that answer some requests at once.
@Suite struct PromptHandlerTests {
    /// Answers odd numbers at once, and even ones on a worker thread.
    private func server(passing gate: Gate? = nil) throws -> TestServer {
        try TestServer(workerThreads: 1) { router in
            router.add(
                .get, "/parity/{number}",
                prompt: { request in
                    guard let text = request.pathParameters["number"], let number = Int(text),
                        !number.isMultiple(of: 2)
                    else { return nil }
                    return ServerResponse(body: .bytes(Array("odd \(number)".utf8)))
                },
                { request in
                    gate?.pass()
                    return ServerResponse(body: .bytes(Array("even \(request.pathParameters["number"] ?? "")".utf8)))
                })
        }
    }

    @Test func pipelinedAnswersKeepTheirOrder() throws {
        let server = try server()
        let client = try server.client()
        try client.send([1, 2, 3, 3, 4, 5].map { String.get("/parity/\($0)") }.joined())
        for expected in ["odd 1", "even 2", "odd 3", "odd 3", "even 4", "odd 5"] {
            #expect(try client.readResponse().text == expected)
        }
        #expect(try server.nextRecord().template == "/parity/{number}")
    }

    @Test func promptAnswersDoNotWaitForBusyWorkers() throws {
        let gate = Gate()
        let server = try server(passing: gate)
        let waiting = try server.client()
        try waiting.send(.get("/parity/2"))
        try gate.waitUntilEntered()
        let prompt = try server.client()
        try prompt.send(.get("/parity/7"))
        #expect(try prompt.readResponse().text == "odd 7")
        #expect(try server.nextRecord().template == "/parity/{number}")
        gate.open()
        #expect(try waiting.readResponse().text == "even 2")
    }
}
