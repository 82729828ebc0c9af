import Dispatch
import HTTPTypes
import Testing

@testable import HTTPCore

/// The server's conversation with well-behaved clients.
@Suite struct HTTPServerTests {
    @Test func answersAndKeepsTheConnection() throws {
        let server = try TestServer()
        let client = try server.client()
        for _ in 0..<3 {
            try client.send(.get("/hello"))
            let response = try client.readResponse()
            #expect(response.status == 200)
            #expect(response.text == "hello")
            #expect(response.fields["content-length"] == "5")
            #expect(response.fields["x-content-type-options"] == "nosniff")
            #expect(response.fields["date"]?.hasSuffix(" GMT") == true)
            #expect(response.fields["connection"] == nil)
        }
        let record = try server.nextRecord()
        #expect(record.template == "/hello")
        #expect(record.method == .get)
        #expect(record.status == .ok)
        #expect(record.bytes > 5)
        #expect(record.seconds >= 0)
        #expect(!record.isIncomplete)
    }

    @Test func answersPipelinedRequestsInOrder() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send((0..<100).map { String.get("/number/\($0)") }.joined())
        for number in 0..<100 {
            #expect(try client.readResponse().text == "\(number)")
        }
    }

    @Test func answersARequestThatArrivesByteByByte() throws {
        let server = try TestServer()
        let client = try server.client()
        let text = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        for byte in text.utf8 { try client.send([byte]) }
        #expect(try client.readResponse().text == "abc")
    }

    @Test func echoesALargeBody() throws {
        let server = try TestServer()
        let client = try server.client()
        let body = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.count)\r\n\r\n")
        try client.send(body)
        #expect(try client.readResponse().body == body)
        #expect(try server.nextRecord().bytes > body.count)
    }

    @Test func closesWhenAsked() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send(.get("/hello", fields: "Connection: close\r\n"))
        let response = try client.readResponse()
        #expect(response.fields["connection"] == "close")
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func speaksHTTP10() throws {
        let server = try TestServer { router in
            router.add(.get, "/stream") { _ in ServerResponse(body: .stream { try $0.write(Array("ab".utf8)) }) }
        }
        let closing = try server.client()
        try closing.send("GET /hello HTTP/1.0\r\n\r\n")
        #expect(try closing.readResponse().fields["connection"] == "close")
        #expect(try closing.readToEnd().isEmpty)

        let keeping = try server.client()
        try keeping.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(try keeping.readResponse().fields["connection"] == "keep-alive")
        try keeping.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let streamed = try keeping.readResponse()
        #expect(streamed.text == "ab")
        #expect(streamed.fields["transfer-encoding"] == nil)
        #expect(streamed.fields["connection"] == "close")
    }

    @Test func headIsGetWithoutBody() throws {
        let server = try TestServer { router in
            router.add(.get, "/stream") { _ in ServerResponse(body: .stream { try $0.write(Array("ab".utf8)) }) }
        }
        let client = try server.client()
        try client.send(
            "HEAD /hello HTTP/1.1\r\nHost: h\r\n\r\nHEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n\(String.get("/hello"))")
        #expect(try client.readResponse(toHead: true).fields["content-length"] == "5")
        #expect(try client.readResponse(toHead: true).fields["transfer-encoding"] == "chunked")
        #expect(try client.readResponse().text == "hello")
    }

    @Test func a204HasNeitherBodyNorLength() throws {
        let server = try TestServer { router in
            router.add(.delete, "/thing") { _ in ServerResponse(status: .noContent, body: .bytes([1, 2, 3])) }
        }
        let client = try server.client()
        try client.send("DELETE /thing HTTP/1.1\r\nHost: h\r\n\r\n\(String.get("/hello"))")
        let response = try client.readResponse()
        #expect(response.status == 204)
        #expect(response.fields["content-length"] == nil)
        #expect(try client.readResponse().text == "hello")
    }

    @Test func answersOptionsItself() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\nOPTIONS /echo HTTP/1.1\r\nHost: h\r\n\r\n")
        let whole = try client.readResponse()
        #expect(whole.status == 204)
        #expect(whole.fields["allow"] == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
        #expect(try client.readResponse().fields["allow"] == "POST, OPTIONS")
    }

    @Test func refusesPathsAndMethodsWithoutClosing() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("\(String.get("/nothing"))DELETE /hello HTTP/1.1\r\nHost: h\r\n\r\n\(String.get("/hello"))")
        #expect(try client.readResponse().status == 404)
        let refused = try client.readResponse()
        #expect(refused.status == 405)
        #expect(refused.fields["allow"] == "GET, HEAD, OPTIONS")
        #expect(try client.readResponse().status == 200)
        #expect(try server.nextRecord().template == nil)
        #expect(try server.nextRecord().template == "/hello")
    }

    @Test func continuesOnlyWhereTheBodyIsWanted() throws {
        let server = try TestServer()
        let wanted = try server.client()
        let fields = "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"
        try wanted.send("POST /echo HTTP/1.1\r\nHost: h\r\n\(fields)")
        #expect(try wanted.readResponse().status == 100)
        try wanted.send("abc\(String.get("/hello"))")
        #expect(try wanted.readResponse().text == "abc")
        #expect(try wanted.readResponse().text == "hello")

        let eager = try server.client()
        try eager.send("POST /echo HTTP/1.1\r\nHost: h\r\n\(fields)abc\(String.get("/hello"))")
        #expect(try eager.readResponse().text == "abc")
        #expect(try eager.readResponse().text == "hello")

        for (path, status) in [("/nothing", 404), ("/hello", 405)] {
            let refused = try server.client()
            try refused.send("POST \(path) HTTP/1.1\r\nHost: h\r\n\(fields)")
            let response = try refused.readResponse()
            #expect(response.status == status)
            #expect(response.fields["connection"] == "close")
        }
        let tooLarge = try server.client()
        try tooLarge.send(
            "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n")
        #expect(try tooLarge.readResponse().status == 413)
    }

    @Test func answersAClientThatHasEndedItsSide() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send(.get("/hello"))
        client.endOutput()
        #expect(try client.readResponse().text == "hello")
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func aHandlersErrorIsAResponse() throws {
        struct Broken: Error {}
        let server = try TestServer { router in
            router.add(.get, "/broken") { _ in throw Broken() }
        }
        let client = try server.client()
        try client.send("\(String.get("/broken"))\(String.get("/hello"))")
        let response = try client.readResponse()
        #expect(response.status == 500)
        #expect(!response.text.contains("Broken"))
        #expect(try client.readResponse().status == 200)
    }

    @Test func startsOnceAndOnlyOnAFreePort() throws {
        let server = try TestServer()
        #expect(throws: ListeningError.self) { try server.server.start() }
        let second = HTTPServer(host: "127.0.0.1", port: try server.port, workerThreads: 1, router: Router())
        #expect(throws: ListeningError.self) { try second.start() }
        let elsewhere = HTTPServer(host: "256.0.0.1", port: 0, workerThreads: 1, router: Router())
        #expect(throws: ListeningError.self) { try elsewhere.start() }
        let badPort = HTTPServer(host: "127.0.0.1", port: 65536, workerThreads: 1, router: Router())
        #expect(throws: ListeningError.self) { try badPort.start() }
    }
}
