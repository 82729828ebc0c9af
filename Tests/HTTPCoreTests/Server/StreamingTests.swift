import Dispatch
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPCore

/// Bodies that are made while they are sent.
@Suite struct StreamingTests {
    private static let piece = (0..<(64 << 10)).map { UInt8(truncatingIfNeeded: $0 &* 13) }
    private static let pieceCount = 256

    @Test func aStreamArrivesWholeAndTheConnectionStays() throws {
        let server = try TestServer { router in
            router.add(.get, "/stream") { _ in
                ServerResponse(
                    body: .stream { writer in
                        try writer.write([])
                        for _ in 0..<Self.pieceCount { try writer.write(Self.piece) }
                    })
            }
        }
        let client = try server.client(receiveBufferBytes: 16 << 10)
        try client.send("\(String.get("/stream"))\(String.get("/hello"))")
        let response = try client.readResponse()
        #expect(response.fields["transfer-encoding"] == "chunked")
        #expect(response.body.count == Self.piece.count * Self.pieceCount)
        #expect(response.body.starts(with: Self.piece))
        #expect(try client.readResponse().text == "hello")
        #expect(try server.nextRecord().bytes > Self.piece.count * Self.pieceCount)
    }

    @Test func aWriterWaitsForTheClientAndGivesUpWithIt() throws {
        let written = Atomic(0)
        let outcome = Mutex<(any Error)?>(nil)
        let ended = DispatchSemaphore(value: 0)
        var limits = ServerLimits()
        limits.writeTimeoutSeconds = 0.2
        let server = try TestServer(limits: limits) { router in
            router.add(.get, "/stream") { _ in
                ServerResponse(
                    body: .stream { writer in
                        defer { ended.signal() }
                        do {
                            while written.load(ordering: .relaxed) < 1 << 30 {
                                try writer.write(Self.piece)
                                written.add(Self.piece.count, ordering: .relaxed)
                            }
                        } catch {
                            outcome.withLock { $0 = error }
                            throw error
                        }
                    })
            }
        }
        let client = try server.client(receiveBufferBytes: 8 << 10)
        try client.send(.get("/stream"))
        try #require(ended.wait(timeout: .now() + 20) == .success)
        #expect(outcome.withLock { $0 is ClientGone })
        // What the kernel and the server hold for a client that reads nothing, far below what the handler had.
        #expect(written.load(ordering: .relaxed) < 64 << 20)
        #expect(try server.nextRecord().isIncomplete)
    }

    @Test func aWriterLearnsThatTheClientHasGone() throws {
        let gate = Gate()
        let ended = DispatchSemaphore(value: 0)
        let server = try TestServer { router in
            router.add(.get, "/stream") { _ in
                ServerResponse(
                    body: .stream { writer in
                        defer { ended.signal() }
                        try writer.write(Self.piece)
                        gate.pass()
                        while true { try writer.write(Self.piece) }
                    })
            }
        }
        let client = try server.client()
        try client.send(.get("/stream"))
        try gate.waitUntilEntered()
        client.reset()
        gate.open()
        #expect(ended.wait(timeout: .now() + 20) == .success)
    }

    @Test func aStreamThatFailsIsSeenToBeCut() throws {
        struct Broken: Error {}
        let server = try TestServer { router in
            router.add(.get, "/stream") { _ in
                ServerResponse(
                    body: .stream { writer in
                        try writer.write(Array("half".utf8))
                        throw Broken()
                    })
            }
        }
        let client = try server.client()
        try client.send(.get("/stream"))
        #expect(throws: TestClient.Failure.self) { try client.readResponse() }
        #expect(try server.nextRecord().isIncomplete)
    }
}
