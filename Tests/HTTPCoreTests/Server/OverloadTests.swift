import HTTPTypes
import Testing

@testable import HTTPCore

/// More work than the server takes.
@Suite struct OverloadTests {
    @Test func aFullQueueIsToldToComeBack() throws {
        let gate = Gate()
        var limits = ServerLimits()
        limits.queuedRequestCount = 0
        limits.retryAfterSeconds = 7
        let server = try TestServer(limits: limits, workerThreads: 1) { router in
            router.add(.get, "/wait") { _ in
                gate.pass()
                return ServerResponse()
            }
        }
        let busy = try server.client()
        try busy.send(.get("/wait"))
        try gate.waitUntilEntered()

        let refused = try server.client()
        try refused.send(.get("/hello"))
        let response = try refused.readResponse()
        #expect(response.status == 503)
        #expect(response.fields["retry-after"] == "7")
        #expect(response.fields["connection"] == nil)

        gate.open()
        #expect(try busy.readResponse().status == 200)
        let statuses = try [server.nextRecord().status.code, server.nextRecord().status.code]
        #expect(statuses.sorted() == [200, 503])
        // The refused connection can be used again once the worker is free.
        var status = 503
        while status == 503 {
            try refused.send(.get("/hello"))
            status = try refused.readResponse().status
        }
        #expect(status == 200)
    }

    @Test func connectionsAboveTheLimitAreRefused() throws {
        var limits = ServerLimits()
        limits.connectionCount = 2
        limits.refusedConnectionCount = 2
        let server = try TestServer(limits: limits)
        let first = try server.client()
        let second = try server.client()
        for client in [first, second] {
            try client.send(.get("/hello"))
            #expect(try client.readResponse().status == 200)
        }
        // More than are refused at one time: the rest waits in the backlog until one of those has gone.
        for _ in 0..<5 {
            let refused = try server.client()
            let response = try refused.readResponse()
            #expect(response.status == 503)
            #expect(response.fields["retry-after"] == "1")
            #expect(response.fields["connection"] == "close")
            #expect(try refused.readToEnd().isEmpty)
        }
        first.close()
        var status = 503
        while status == 503 {
            let client = try server.client()
            try? client.send(.get("/hello"))
            status = try client.readResponse().status
        }
        #expect(status == 200)
    }
}
