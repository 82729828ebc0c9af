import Dispatch
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPCore

/// Streamed bodies of clients that err, stall or leave, and handlers that fail.
@Suite struct FaultyStreamTests {
    /// How a handler's reading ended.
    private final class Outcome: Sendable {
        private let error = Mutex<(any Error)?>(nil)
        private let ended = DispatchSemaphore(value: 0)

        func end(_ error: (any Error)?) {
            self.error.withLock { $0 = error }
            ended.signal()
        }

        func wait() throws -> (any Error)? {
            try #require(ended.wait(timeout: .now() + 20) == .success)
            return error.withLock { $0 }
        }
    }

    /// A server with a route `/held` that answers after the body's end, and one `/echo` that echoes it meanwhile.
    private func server(
        limits: ServerLimits = ServerLimits(), clock: ServerClock = .system, _ outcome: Outcome,
        beforeEachRead: @escaping @Sendable () -> Void = {}
    ) throws -> TestServer {
        try TestServer(limits: limits, clock: clock) { router in
            for path in ["/held", "/echo"] {
                router.addStreaming(.post, path) { _, body in
                    let reading: @Sendable ((any ResponseBodyWriter)?) throws -> Void = { writer in
                        do {
                            beforeEachRead()
                            while let bytes = try body.read() {
                                try writer?.write(bytes)
                                beforeEachRead()
                            }
                            outcome.end(nil)
                        } catch {
                            // The same again, however often it is asked for.
                            #expect(throws: (any Error).self) { try body.read() }
                            outcome.end(error)
                            throw error
                        }
                    }
                    if path == "/echo" { return ServerResponse(body: .stream { try reading($0) }) }
                    try reading(nil)
                    return ServerResponse()
                }
            }
        }
    }

    @Test(
        "A fault before the response is its status",
        arguments: [
            ("3\r\nabcX", 400), ("zz\r\n", 400), ("3;\(String(repeating: "e", count: 5000))\r\n", 413),
            ("0\r\nA b\r\n", 400),
        ])
    func faultBeforeTheResponse(_ wire: String, _ status: Int) throws {
        let outcome = Outcome()
        let server = try server(outcome)
        let client = try server.client()
        try client.send("\(String.chunkedPost("/held"))\(String.chunk("good"))\(wire)")
        let response = try client.readResponse()
        #expect(response.status == status)
        #expect(response.fields["connection"] == "close")
        #expect(try client.readToEnd().isEmpty)
        #expect(try outcome.wait() is RequestFault)
        #expect(try server.nextRecord().status.code == status)
    }

    @Test func aFaultBehindTheResponsesHeadCutsItOff() throws {
        let outcome = Outcome()
        let server = try server(outcome)
        let client = try server.client()
        try client.send("\(String.chunkedPost("/echo"))\(String.chunk("good"))")
        #expect(try client.readResponseHead().status == 200)
        #expect(try client.readChunk() == Array("good".utf8))
        try client.send("zz\r\n")
        #expect(throws: TestClient.Failure.self) { try client.readChunk() }
        #expect(try outcome.wait() as? RequestFault == .malformed(.chunkSize))
        #expect(try server.nextRecord().isIncomplete)
    }

    @Test func anEndInsideTheBodyIsAFault() throws {
        let outcome = Outcome()
        let server = try server(outcome)
        let client = try server.client()
        try client.send("POST /held HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello")
        client.endOutput()
        #expect(try client.readResponse().status == 400)
        #expect(try client.readToEnd().isEmpty)
        #expect(try outcome.wait() as? RequestFault == .malformed(.truncatedBody))
    }

    @Test func anEndBehindTheBodyIsNone() throws {
        let outcome = Outcome()
        let server = try server(outcome)
        let client = try server.client()
        try client.send("\(String.chunkedPost("/echo"))\(String.chunk("good"))\(String.chunk(""))")
        client.endOutput()
        #expect(try client.readResponse().text == "good")
        #expect(try client.readToEnd().isEmpty)
        #expect(try outcome.wait() == nil)
        #expect(try !server.nextRecord().isIncomplete)
    }

    @Test(arguments: ["/held", "/echo"])
    func aReaderLearnsThatTheClientHasGone(_ path: String) throws {
        let outcome = Outcome()
        let server = try server(outcome)
        let client = try server.client()
        try client.send("\(String.chunkedPost(path))\(String.chunk("good"))")
        if path == "/echo" {
            #expect(try client.readResponseHead().status == 200)
            #expect(try client.readChunk() == Array("good".utf8))
        }
        client.reset()
        #expect(try outcome.wait() is ClientGone)
        let record = try server.nextRecord()
        #expect(record.isIncomplete)
        #expect(record.bodyBytes == 4)
    }

    @Test func aTricklingBodyRunsOutOfTime() throws {
        var limits = ServerLimits()
        limits.bodyTimeoutSeconds = 1
        limits.minimumInputProgressBytes = 1000
        let outcome = Outcome()
        let server = try server(limits: limits, outcome)
        let client = try server.client()
        try client.send("POST /held HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n")
        var sentCount = 0
        while sentCount < 2000, !client.hasBytes(withinMilliseconds: 10) {
            try client.send("b")
            sentCount += 1
        }
        #expect(sentCount > 1)
        let response = try client.readResponse()
        #expect(response.status == 408)
        #expect(response.fields["connection"] == "close")
        #expect(try outcome.wait() as? RequestFault == .bodyTimeout)
    }

    /// More than one deadline long, and always fast enough.
    @Test func aBodyThatComesSteadilyTakesAsLongAsItNeeds() throws {
        let now = Atomic<UInt64>(1)
        let clock = ServerClock(
            monotonicNanoseconds: { now.load(ordering: .relaxed) }, unixSeconds: ServerClock.system.unixSeconds)
        var limits = ServerLimits()
        limits.bodyTimeoutSeconds = 0.3
        limits.minimumInputProgressBytes = 4
        let server = try server(limits: limits, clock: clock, Outcome())
        let client = try server.client()
        try client.send(.chunkedPost("/echo"))
        for index in 0..<6 {
            try client.send(.chunk("bbbb"))
            if index == 0 { #expect(try client.readResponseHead().status == 200) }
            #expect(try client.readChunk() == Array("bbbb".utf8))
            now.add(200_000_000, ordering: .relaxed)
        }
        try client.send(.chunk(""))
        #expect(try client.readChunk() == nil)
    }

    @Test func theHandlersOwnTimeIsNotTheClients() throws {
        let now = Atomic<UInt64>(1)
        let gate = Gate()
        let outcome = Outcome()
        let clock = ServerClock(
            monotonicNanoseconds: { now.load(ordering: .relaxed) }, unixSeconds: ServerClock.system.unixSeconds)
        let server = try server(clock: clock, outcome) { gate.pass() }
        let client = try server.client()
        try client.send(.chunkedPost("/echo"))
        for piece in ["a", "b", "c"] {
            try gate.waitUntilEntered()
            now.add(1_000_000_000_000, ordering: .relaxed)
            gate.open()
            // The response's head comes when the handler waits for the body.
            if piece == "a" { #expect(try client.readResponseHead().status == 200) }
            try client.send(.chunk(piece))
            #expect(try client.readChunk() == Array(piece.utf8))
        }
        try gate.waitUntilEntered()
        gate.open()
        try client.send(.chunk(""))
        #expect(try client.readChunk() == nil)
    }

    @Test func aHandlersErrorIsAResponseOrACut() throws {
        struct Broken: Error {}
        let server = try TestServer { router in
            router.addStreaming(.post, "/before") { _, body in
                _ = try body.read()
                throw Broken()
            }
            router.addStreaming(.post, "/behind") { _, body in
                ServerResponse(
                    body: .stream { writer in
                        try writer.write(try body.read() ?? [])
                        throw Broken()
                    })
            }
        }
        let before = try server.client()
        try before.send("\(String.chunkedPost("/before"))\(String.chunk("a"))")
        #expect(try before.readResponse().status == 500)
        #expect(try before.readToEnd().isEmpty)
        let behind = try server.client()
        try behind.send("\(String.chunkedPost("/behind"))\(String.chunk("a"))\(String.chunk(""))")
        #expect(throws: TestClient.Failure.self) { try behind.readResponse() }
    }

    @Test func aServerThatIsCutOffWakesItsReaders() throws {
        let outcome = Outcome()
        let server = try server(outcome)
        let client = try server.client()
        try client.send("\(String.chunkedPost("/echo"))\(String.chunk("good"))")
        #expect(try client.readResponseHead().status == 200)
        #expect(try client.readChunk() == Array("good".utf8))
        #expect(!server.server.drain(timeoutSeconds: 0.05))
        #expect(try outcome.wait() is ClientGone)
        #expect(throws: TestClient.Failure.self) { try client.readChunk() }
    }
}
