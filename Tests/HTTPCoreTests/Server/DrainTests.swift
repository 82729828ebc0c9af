import Glibc
import HTTPTypes
import Testing

@testable import HTTPCore

/// The end of service.
@Suite struct DrainTests {
    @Test func finishesWhatIsInFlightAndClosesWhatIsIdle() throws {
        let gate = Gate()
        let server = try TestServer { router in
            router.add(.get, "/wait") { _ in
                gate.pass()
                return ServerResponse(body: .bytes(Array("done".utf8)))
            }
        }
        let idle = try server.client()
        try idle.send(.get("/hello"))
        #expect(try idle.readResponse().fields["connection"] == nil)
        let busy = try server.client()
        try busy.send(.get("/wait"))
        try gate.waitUntilEntered()

        let draining = Draining(server.server, timeoutSeconds: 20)
        #expect(try idle.readToEnd().isEmpty)
        #expect(throws: TestClient.Failure.call("connect", ECONNREFUSED)) { try server.client() }

        gate.open()
        let response = try busy.readResponse()
        #expect(response.text == "done")
        #expect(response.fields["connection"] == "close")
        #expect(try busy.readToEnd().isEmpty)
        #expect(try draining.wait())
    }

    @Test func answersARequestThatIsOnItsWay() throws {
        var limits = ServerLimits()
        limits.drainGraceSeconds = 9
        let server = try TestServer(limits: limits)
        let client = try server.client()
        try client.send(.get("/hello"))
        #expect(try client.readResponse().text == "hello")
        let draining = Draining(server.server, timeoutSeconds: 18)
        // Those before the drain has begun are answered too, but not as the last ones.
        var response: TestClient.Response
        repeat {
            try client.send(.get("/hello"))
            response = try client.readResponse()
            #expect(response.text == "hello")
        } while response.fields["connection"] != "close"
        #expect(try client.readToEnd().isEmpty)
        #expect(try draining.wait())
    }

    @Test func cutsOffWhatDoesNotEndInTime() throws {
        let gate = Gate()
        let server = try TestServer { router in
            router.add(.get, "/wait") { _ in
                gate.pass()
                return ServerResponse()
            }
        }
        let busy = try server.client()
        try busy.send(.get("/wait"))
        try gate.waitUntilEntered()
        #expect(try !Draining(server.server, timeoutSeconds: 0.1).wait())
        #expect(throws: TestClient.Failure.self) { try busy.readResponse() }
        gate.open()
    }

    @Test func aServerThatHasNoConnectionsDrainsAtOnce() throws {
        let server = try TestServer()
        #expect(server.server.drain(timeoutSeconds: 0))
        #expect(server.server.drain(timeoutSeconds: 0))
        #expect(throws: ListeningError.self) { try server.server.start() }
    }
}
