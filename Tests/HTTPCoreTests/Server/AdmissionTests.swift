import HTTPTypes
import Synchronization
import Testing

@testable import HTTPCore

/// Requests that are refused by their heads.
@Suite struct AdmissionTests {
    private let server: TestServer
    private let seen: Seen

    private final class Seen: Sendable {
        let texts = Mutex<[String]>([])
    }

    init() throws {
        let seen = Seen()
        self.seen = seen
        server = try TestServer { router in
            router.add(.post, "/number/{number}") { ServerResponse(body: .bytes($0.body)) }
        } admission: { request, template in
            seen.texts.withLock { texts in
                texts.append("\(request.method) \(template) \(request.pathParameters) \(request.body.count)")
            }
            guard request.fields[.authorization] != "Bearer right" else { return nil }
            return ServerResponse(
                status: .unauthorized, fields: [.wwwAuthenticate: "Bearer"], body: .bytes(Array("who?".utf8)))
        }
    }

    private func post(_ path: String, _ fields: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: h\r\n\(fields)\r\n\r\n"
    }

    @Test func getsHeadAndTemplate() throws {
        let client = try server.client()
        try client.send("\(post("/number/7", "Authorization: Bearer right\r\nContent-Length: 3"))abc")
        let response = try client.readResponse()
        #expect(response.status == 200)
        #expect(response.text == "abc")
        #expect(seen.texts.withLock { $0 } == [#"POST /number/{number} ["number": "7"] 0"#])
        #expect(try server.nextRecord().bodyBytes == 3)
    }

    @Test func aRefusalNeedsNoBody() throws {
        let client = try server.client()
        try client.send(post("/echo", "Content-Length: 10"))
        let response = try client.readResponse()
        #expect(response.status == 401)
        #expect(response.fields["www-authenticate"] == "Bearer")
        #expect(response.text == "who?")
        #expect(response.fields["connection"] == nil)
        let record = try server.nextRecord()
        #expect(record.template == "/echo")
        #expect(record.bodyBytes == 0)

        // What the client sends all the same is not the next request, however it arrives.
        for _ in 0..<5 { try client.send("GE") }
        try client.send(.get("/hello", fields: "Authorization: Bearer right\r\n"))
        #expect(try client.readResponse().text == "hello")
    }

    @Test func aBodyBehindARefusalIsDroppedAlsoWhereItArrivesAtOnce() throws {
        let client = try server.client()
        let right = "Authorization: Bearer right\r\n"
        try client.send(
            "\(post("/echo", "Content-Length: 10"))0123456789\(post("/echo", "\(right)Content-Length: 2"))ab"
                + "\(post("/nothing", "Content-Length: 3"))abc\(String.get("/hello", fields: right))")
        #expect(try client.readResponse().status == 401)
        #expect(try client.readResponse().text == "ab")
        #expect(try client.readResponse().status == 404)
        #expect(try client.readResponse().text == "hello")
    }

    @Test(
        "Where a body may be endless, or may not come, the refusal is the last response",
        arguments: [
            "Transfer-Encoding: chunked", "Content-Length: 999999999999",
            "Content-Length: 3\r\nExpect: 100-continue", "Transfer-Encoding: chunked\r\nExpect: 100-continue",
        ])
    func lastResponse(_ fields: String) throws {
        for path in ["/echo", "/echo/stream"] {
            let client = try server.client()
            try client.send(post(path, fields))
            let response = try client.readResponse()
            #expect(response.status == 401)
            #expect(response.fields["connection"] == "close")
            #expect(try client.readToEnd().isEmpty)
        }
    }

    @Test func aRefusedBodyThatDoesNotComeEndsTheConnectionWithoutAWord() throws {
        var limits = ServerLimits()
        limits.bodyTimeoutSeconds = 0.1
        let server = try TestServer(limits: limits) { _ in
        } admission: { _, _ in
            ServerResponse(status: .forbidden)
        }
        let stalling = try server.client()
        try stalling.send("\(post("/echo", "Content-Length: 10"))01234")
        #expect(try stalling.readResponse().status == 403)
        #expect(try stalling.readToEnd().isEmpty)

        let ending = try server.client()
        try ending.send("\(post("/echo", "Content-Length: 10"))01234")
        ending.endOutput()
        #expect(try ending.readResponse().status == 403)
        #expect(try ending.readToEnd().isEmpty)
    }

    @Test func aDrainDoesNotCutARefusedBodyShort() throws {
        let client = try server.client()
        try client.send("\(post("/echo", "Content-Length: 10"))01234")
        #expect(try client.readResponse().status == 401)
        let draining = Draining(server.server, timeoutSeconds: 20)
        #expect(!client.hasBytes(withinMilliseconds: 50))
        try client.send("56789")
        #expect(try client.readToEnd().isEmpty)
        #expect(try draining.wait())
    }

    @Test func requestsWithoutABodyAreAskedToo() throws {
        let client = try server.client()
        try client.send("\(String.get("/hello"))\(String.get("/hello", fields: "Authorization: Bearer right\r\n"))")
        #expect(try client.readResponse().status == 401)
        #expect(try client.readResponse().text == "hello")
    }
}
