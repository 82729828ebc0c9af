import Foundation
import HTTPTypes
import Testing

@testable import HTTPCore

/// Routes that answer some requests at once.
@Suite struct PromptHandlerTests {
    /// Answers odd numbers at once, those that end with a zero on a thread that is not the server's, and the other even ones
    /// on a worker thread.
    private func server(passing gate: Gate? = nil) throws -> TestServer {
        try TestServer(workerThreads: 1) { router in
            router.add(
                .get, "/parity/{number}",
                prompt: { request, later in
                    guard let text = request.pathParameters["number"], let number = Int(text) else {
                        return .needsWorker
                    }
                    if number.isMultiple(of: 10) {
                        Thread { later.send(ServerResponse(body: .bytes(Array("round \(number)".utf8)))) }.start()
                        return .later
                    }
                    guard !number.isMultiple(of: 2) else { return .needsWorker }
                    return .response(ServerResponse(body: .bytes(Array("odd \(number)".utf8))))
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
        try client.send([1, 2, 3, 10, 3, 4, 5, 20, 30].map { String.get("/parity/\($0)") }.joined())
        for expected in [
            "odd 1", "even 2", "odd 3", "round 10", "odd 3", "even 4", "odd 5", "round 20", "round 30",
        ] {
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
        let later = try server.client()
        try later.send(.get("/parity/40"))
        #expect(try later.readResponse().text == "round 40")
        #expect(try server.nextRecord().template == "/parity/{number}")
        gate.open()
        #expect(try waiting.readResponse().text == "even 2")
    }
}
