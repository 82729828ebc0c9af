import Dispatch
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPCore

/// Bodies that are read while they arrive.
@Suite struct RequestStreamTests {
    /// Adds a route that reads the whole body and tells its length.
    private func addCount(to router: inout Router) {
        router.addStreaming(.post, "/count") { _, body in
            var count = 0
            while let bytes = try body.read() {
                #expect((1...(16 << 10)).contains(bytes.count))
                count += bytes.count
            }
            #expect(try body.read() == nil)
            return ServerResponse(body: .bytes(Array("\(count)".utf8)))
        }
    }

    @Test func eachPieceIsAnsweredBeforeTheNextOneIsSent() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send(.chunkedPost("/echo/stream"))
        #expect(try client.readResponseHead().status == 200)
        for number in 0..<50 {
            try client.send(.chunk("piece \(number)"))
            #expect(try client.readChunk() == Array("piece \(number)".utf8))
        }
        try client.send(.chunk(""))
        #expect(try client.readChunk() == nil)
        #expect(try server.nextRecord().bodyBytes == 50 * 8 - 10)
        try client.send(.get("/hello"))
        #expect(try client.readResponse().text == "hello")
    }

    @Test(arguments: ["", "5\r\nhello\r\n0\r\n\r\n"])
    func aWholeBodyKeepsTheConnection(_ chunks: String) throws {
        let server = try TestServer(routes: addCount)
        let client = try server.client()
        let head =
            chunks.isEmpty
            ? "POST /count HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
            : "\(String.chunkedPost("/count"))\(chunks)"
        try client.send("\(head)\(head)\(String.get("/hello"))")
        for _ in 0..<2 {
            let response = try client.readResponse()
            #expect(response.text == "5")
            #expect(response.fields["connection"] == nil)
        }
        #expect(try client.readResponse().text == "hello")
    }

    @Test func aBodyMayBeLongerThanTheLimitOfHeldOnes() throws {
        var limits = ServerLimits()
        limits.bodyBytes = 100
        limits.totalBodyBytes = 100
        let server = try TestServer(limits: limits, routes: addCount)
        let length = 3 << 20
        for isChunked in [false, true] {
            let client = try server.client()
            let body = String(repeating: "b", count: length)
            try client.send(
                isChunked
                    ? "\(String.chunkedPost("/count"))\(String.chunk(body))\(String.chunk(""))"
                    : "POST /count HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n\(body)")
            #expect(try client.readResponse().text == "\(length)")
            #expect(try server.nextRecord().bodyBytes == length)
        }
    }

    @Test func aRequestWithoutABodyHasAnEmptyOne() throws {
        let server = try TestServer(routes: addCount)
        let client = try server.client()
        try client.send("POST /count HTTP/1.1\r\nHost: h\r\n\r\n\(String.get("/hello"))")
        #expect(try client.readResponse().text == "0")
        #expect(try client.readResponse().text == "hello")
    }

    @Test func aBodyThatIsNotReadEndsTheConnection() throws {
        let server = try TestServer { router in
            router.addStreaming(.post, "/bytes") { _, _ in ServerResponse(body: .bytes(Array("no".utf8))) }
            router.addStreaming(.post, "/stream") { _, body in
                _ = try body.read()
                return ServerResponse(body: .stream { try $0.write(Array("no".utf8)) })
            }
        }
        for path in ["/bytes", "/stream"] {
            let client = try server.client()
            try client.send("\(String.chunkedPost(path))\(String.chunk("some"))")
            let response = try client.readResponse()
            #expect(response.text == "no")
            #expect(path == "/stream" || response.fields["connection"] == "close")
            #expect(try client.readToEnd().isEmpty)
        }
        // Where all of it has arrived there is nothing to wait for.
        let client = try server.client()
        let whole = "\(String.chunkedPost("/bytes"))\(String.chunk("some"))\(String.chunk(""))"
        try client.send("\(whole)\(String.get("/hello"))")
        #expect(try client.readResponse().text == "no")
        #expect(try client.readResponse().text == "hello")
    }

    @Test func aClientIsToldToContinueWhenItsBodyIsWanted() throws {
        let server = try TestServer { router in
            addCount(to: &router)
            router.addStreaming(.post, "/refuse") { _, _ in ServerResponse(status: .unsupportedMediaType) }
        }
        let expectation = "Expect: 100-continue\r\n"
        for (path, text) in [("/count", "3"), ("/echo/stream", "abc")] {
            let client = try server.client()
            try client.send(.chunkedPost(path, fields: expectation))
            #expect(try client.readResponse().status == 100)
            try client.send("\(String.chunk("abc"))\(String.chunk(""))\(String.get("/hello"))")
            #expect(try client.readResponse().text == text)
            #expect(try client.readResponse().text == "hello")
        }
        let refused = try server.client()
        try refused.send(.chunkedPost("/refuse", fields: expectation))
        let response = try refused.readResponse()
        #expect(response.status == 415)
        #expect(response.fields["connection"] == "close")
        #expect(try refused.readToEnd().isEmpty)
    }

    @Test func slowStreamsDoNotHoldUpShortRequests() throws {
        var limits = ServerLimits()
        limits.streamCount = 2
        let server = try TestServer(limits: limits, workerThreads: 1)
        let slow = try (0..<2).map { _ in try server.client() }
        for client in slow {
            try client.send(.chunkedPost("/echo/stream"))
            #expect(try client.readResponseHead().status == 200)
        }
        let client = try server.client()
        try client.send("\(String.get("/hello"))POST /echo/stream HTTP/1.1\r\nHost: h\r\n\r\n\(String.get("/hello"))")
        #expect(try client.readResponse().text == "hello")
        let refused = try client.readResponse()
        #expect(refused.status == 503)
        #expect(refused.fields["retry-after"] == "1")
        #expect(try client.readResponse().text == "hello")

        try slow[0].send(.chunk(""))
        #expect(try slow[0].readChunk() == nil)
        var status = 503
        while status == 503 {
            try client.send("POST /echo/stream HTTP/1.1\r\nHost: h\r\n\r\n")
            status = try client.readResponse().status
        }
        #expect(status == 200)
    }

    @Test func aDrainWaitsForAStream() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("\(String.chunkedPost("/echo/stream"))\(String.chunk("a"))")
        #expect(try client.readResponseHead().status == 200)
        #expect(try client.readChunk() == [0x61])
        let draining = Draining(server.server, timeoutSeconds: 20)
        try client.send("\(String.chunk("b"))\(String.chunk(""))")
        #expect(try client.readChunk() == [0x62])
        #expect(try client.readChunk() == nil)
        #expect(try client.readToEnd().isEmpty)
        #expect(try draining.wait())
    }

    @Test func aReaderIsOfNoUseAfterItsRequest() throws {
        let kept = Mutex<(any RequestBodyReader)?>(nil)
        let server = try TestServer { router in
            router.addStreaming(.post, "/keep") { _, body in
                kept.withLock { $0 = body }
                return ServerResponse()
            }
        }
        let client = try server.client()
        try client.send("\(String.chunkedPost("/keep"))\(String.chunk("a"))\(String.chunk(""))")
        #expect(try client.readResponse().status == 200)
        let body = try #require(kept.withLock { $0 })
        #expect(throws: ClientGone.self) { try body.read() }
    }
}
