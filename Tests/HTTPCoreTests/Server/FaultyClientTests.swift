import HTTPTypes
import Testing

@testable import HTTPCore

/// The server's conversation with clients that err, stall, leave, or attack.
@Suite struct FaultyClientTests {
    @Test("One response to a malformed request, then the end", arguments: WireCase.all)
    func oneErrorThenEnd(_ wireCase: WireCase) throws {
        let server = try TestServer { router in
            for method in [HTTPRequest.Method.get, .post, .put, .options] {
                router.add(method, "/") { _ in ServerResponse() }
            }
        }
        let client = try server.client()
        try client.send(wireCase.bytes)
        try client.send("\r\n\r\nGET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        client.endOutput()
        var statuses: [Int] = []
        while let response = try? client.readResponse() {
            statuses.append(response.status)
            #expect(response.status < 400 || response.status == 404 || response.fields["connection"] == "close")
        }
        let expected = wireCase.statuses.first { $0 >= 400 }
        if let expected {
            #expect(statuses.last == expected)
            #expect(statuses.count == wireCase.statuses.count)
        } else if wireCase.statuses.isEmpty {
            #expect(statuses == [400])
        } else {
            // An HTTP/1.0 client's connection ends before the request behind it.
            let isOld = String(decoding: wireCase.bytes, as: UTF8.self).contains("HTTP/1.0\r\n")
            #expect(statuses.count == wireCase.statuses.count + (isOld ? 0 : 1))
        }
    }

    @Test func nothingFollowsAnError() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("\(String.get("/hello"))GET / HTTP/9.9\r\n\r\n\(String.get("/hello"))")
        #expect(try client.readResponse().status == 200)
        let response = try client.readResponse()
        #expect(response.status == 505)
        #expect(response.fields["connection"] == "close")
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func aClientThatKeepsSendingStillGetsTheResponse() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n")
        try client.send([UInt8](repeating: 0x61, count: 512 << 10))
        #expect(try client.readResponse().status == 413)
    }

    @Test(
        "A request that stalls gets 408",
        arguments: ["GET /hello HTTP/1.1\r\nHo", "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello"])
    func slowRequest(_ text: String) throws {
        var limits = ServerLimits()
        limits.headerTimeoutSeconds = 0.1
        limits.bodyTimeoutSeconds = 0.1
        let server = try TestServer(limits: limits)
        let client = try server.client()
        try client.send(text)
        let response = try client.readResponse()
        #expect(response.status == 408)
        #expect(response.fields["connection"] == "close")
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func aHeaderThatTricklesGetsNoMoreTime() throws {
        var limits = ServerLimits()
        limits.headerTimeoutSeconds = 1
        let server = try TestServer(limits: limits)
        let client = try server.client()
        try client.send("GET /hello HTTP/1.1\r\nHost: h\r\nA: ")
        var sentCount = 0
        while sentCount < 2000, !client.hasBytes(withinMilliseconds: 10) {
            try client.send("b")
            sentCount += 1
        }
        #expect(sentCount > 1)
        #expect(try client.readResponse().status == 408)
    }

    @Test func anIdleConnectionIsClosedWithoutAWord() throws {
        var limits = ServerLimits()
        limits.idleTimeoutSeconds = 0.5
        let server = try TestServer(limits: limits)
        let unused = try server.client()
        #expect(try unused.readToEnd().isEmpty)
        let used = try server.client()
        try used.send(.get("/hello"))
        #expect(try used.readResponse().status == 200)
        #expect(try used.readToEnd().isEmpty)
    }

    @Test func theLastRequestOfAConnectionClosesIt() throws {
        var limits = ServerLimits()
        limits.requestsPerConnection = 2
        let server = try TestServer(limits: limits)
        let client = try server.client()
        try client.send("\(String.get("/hello"))\(String.get("/hello"))\(String.get("/hello"))")
        #expect(try client.readResponse().fields["connection"] == nil)
        #expect(try client.readResponse().fields["connection"] == "close")
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func aClientThatResetsIsForgotten() throws {
        let gate = Gate()
        let server = try TestServer(workerThreads: 1) { router in
            router.add(.get, "/wait") { _ in
                gate.pass()
                return ServerResponse(body: .bytes([UInt8](repeating: 0, count: 8 << 20)))
            }
        }
        let leaving = try server.client()
        try leaving.send(.get("/wait"))
        try gate.waitUntilEntered()
        leaving.reset()
        gate.open()
        let record = try server.nextRecord()
        #expect(record.isIncomplete)
        let staying = try server.client()
        try staying.send(.get("/hello"))
        #expect(try staying.readResponse().text == "hello")
    }

    @Test func aClientThatReadsNothingIsCutOff() throws {
        var limits = ServerLimits()
        limits.writeTimeoutSeconds = 0.1
        let server = try TestServer(limits: limits) { router in
            router.add(.get, "/large") { _ in ServerResponse(body: .bytes([UInt8](repeating: 0, count: 64 << 20))) }
        }
        let client = try server.client(receiveBufferBytes: 8 << 10)
        try client.send(.get("/large"))
        let record = try server.nextRecord()
        #expect(record.isIncomplete)
        #expect(record.bytes < 64 << 20)
    }

    @Test func bodiesTogetherAreHeldToALimit() throws {
        var limits = ServerLimits()
        limits.totalBodyBytes = 1 << 20
        let server = try TestServer(limits: limits)
        let first = try server.client()
        try first.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: \(3 << 20)\r\n\r\n")
        try first.send([UInt8](repeating: 0x61, count: 2 << 20))
        let refused = try first.readResponse()
        #expect(refused.status == 503)
        #expect(refused.fields["retry-after"] == "1")
        // What the first one held has been given back.
        let second = try server.client()
        try second.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: \(1 << 19)\r\n\r\n")
        try second.send([UInt8](repeating: 0x61, count: 1 << 19))
        #expect(try second.readResponse().body.count == 1 << 19)
    }
}
