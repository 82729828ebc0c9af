import HTTPTypes
import Testing

@testable import HTTPCore

/// Several listeners of one server.
@Suite struct ListenersTests {
    @Test func eachRequestKnowsItsListener() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a.sock")
        let given = try ListeningSocket(.tcp(host: "127.0.0.1", port: 0), backlog: 8)
        let server = try TestServer(addresses: [
            .tcp(host: "127.0.0.1", port: 0), .unix(path: path),
            .inherited(InheritedSocket(descriptor: given.descriptor, name: "given")),
        ]) { router in
            router.add(.get, "/listener") { request in
                ServerResponse(body: .bytes(Array("\(request.listener)".utf8)))
            }
        }
        #expect(server.listeners.map(\.listener) == [.tcp, .unix, .inherited(name: "given")])
        let clients = try [
            TestClient(port: try server.port), TestClient(path: path),
            TestClient(port: try #require(given.address.port)),
        ]
        for client in clients { try client.send(.get("/listener")) }
        #expect(
            try clients.map { try $0.readResponse().text } == ["tcp", "unix", #"inherited(name: "given")"#])
        for client in clients { client.close() }
        #expect(server.server.drain(timeoutSeconds: 20))
        #expect(throws: TestClient.Failure.self) { try TestClient(path: path) }
        #expect(throws: TestClient.Failure.self) { try TestClient(port: try #require(given.address.port)) }
    }

    @Test func aFullListenerDoesNotCloseTheOthers() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a.sock")
        var limits = ServerLimits()
        limits.connectionCount = 1
        let server = try TestServer(limits: limits, addresses: [.tcp(host: "127.0.0.1", port: 0), .unix(path: path)])
        let first = try server.client()
        try first.send(.get("/hello"))
        #expect(try first.readResponse().status == 200)
        #expect(try server.client().readResponse().status == 503)
        let other = try TestClient(path: path)
        try other.send(.get("/hello"))
        #expect(try other.readResponse().status == 200)
    }
}
