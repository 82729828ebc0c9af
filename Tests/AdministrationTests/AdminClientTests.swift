import Foundation
import Testing

@testable import adcast

struct AdminClientTests {
    @Test func aRequestIsSentAndItsAnswerRead() throws {
        let service = try StubService(answers: [StubService.answer("{\"a\":1}", status: "201 Created")])
        defer { service.remove() }
        let client = AdminClient(path: service.path)
        let response = try client.send("POST", "/models/3/activate", body: Array("{}".utf8))
        #expect(response == AdminClient.Response(status: 201, body: Array("{\"a\":1}".utf8)))
        _ = try client.send("GET", "/models")
        #expect(
            service.requests == [
                "POST /models/3/activate HTTP/1.1\r\nHost: adcast\r\nAccept: application/json\r\n"
                    + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                "GET /models HTTP/1.1\r\nHost: adcast\r\nAccept: application/json\r\nConnection: close\r\n\r\n",
            ])
    }

    @Test func whereNobodyListensThereIsNoAnswer() throws {
        let missing = NSTemporaryDirectory() + "adcast-none.sock"
        #expect(try AdminClient(path: missing).send("GET", "/livez") == nil)
        #expect(try AdminClient(path: missing + "/below").send("GET", "/livez") == nil)
        #expect(try AdminClient(path: "/" + String(repeating: "x", count: 200)).send("GET", "/livez") == nil)
        let service = try StubService(answers: [""])
        service.abandon()
        defer { unlink(service.path) }
        #expect(FileManager.default.fileExists(atPath: service.path))
        #expect(try AdminClient(path: service.path).send("GET", "/livez") == nil)
    }

    @Test func anotherFileInItsPlaceIsToldNot() throws {
        let path = NSTemporaryDirectory() + "adcast-\(UUID().uuidString.prefix(13))"
        try Data().write(to: URL(filePath: path))
        defer { unlink(path) }
        #expect(try AdminClient(path: path).send("GET", "/livez") == nil)
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 ok\r\n\r\n", "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nxx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ])
    func whatIsNoAnswerIsRefused(answer: String) throws {
        let service = try StubService(answers: [answer])
        defer { service.remove() }
        let error = #expect(throws: AdminClientError.self) {
            try AdminClient(path: service.path).send("GET", "/models")
        }
        guard case .malformed(service.path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("\n") == false)
    }
}
