import Testing

@testable import HTTPCore

/// Limits that change while a server runs.
@Suite struct ReplacedLimitsTests {
    private func post(_ bytes: Int) -> String {
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: \(bytes)\r\n\r\n" + String(repeating: "x", count: bytes)
    }

    @Test func connectionsKeepTheLimitsTheyWereAcceptedWith() throws {
        let server = try TestServer()
        let early = try server.client()
        try early.send(post(100))
        #expect(try early.readResponse().status == 200)

        var limits = ServerLimits()
        limits.bodyBytes = 99
        server.server.replaceLimits(limits)
        try early.send(post(100))
        #expect(try early.readResponse().status == 200)
        let late = try server.client()
        try late.send(post(99))
        #expect(try late.readResponse().status == 200)
        try late.send(post(100))
        #expect(try late.readResponse().status == 413)
    }

    @Test func theNumberOfConnectionsFollows() throws {
        let server = try TestServer()
        let first = try server.client()
        try first.send(.get("/hello"))
        #expect(try first.readResponse().status == 200)
        var limits = ServerLimits()
        limits.connectionCount = 1
        server.server.replaceLimits(limits)
        #expect(try server.client().readResponse().status == 503)
    }
}
