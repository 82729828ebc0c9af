import Dispatch
import Foundation
import Glibc
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPCore

/// Long streams, and clients that are slower than the server.
@Suite struct StreamVolumeTests {
    /// Bytes that show where they are: the pattern's length divides no power of two.
    private static let pattern = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    private static let patternChunk =
        Array("\(String(pattern.count, radix: 16))\r\n".utf8) + pattern + Array("\r\n".utf8)

    /// Sends the pattern a number of times and ends the body, on a thread of its own.
    private static func send(_ count: Int, to client: TestClient) {
        let thread = Thread {
            do {
                for _ in 0..<count { try client.send(patternChunk) }
                try client.send(.chunk(""))
            } catch {
                Issue.record(error)
            }
        }
        thread.start()
    }

    /// Reads a chunked body that repeats the pattern.
    ///
    /// - Returns: its length.
    private static func readPattern(from client: TestClient, afterEachChunk: () -> Void = {}) throws -> Int {
        let twice = pattern + pattern
        var total = 0
        while let chunk = try client.readChunk() {
            let start = total % pattern.count
            try #require(chunk.count <= pattern.count)
            let isRight = twice.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { memcmp(chunk, $0 + start, chunk.count) == 0 } ?? false
            }
            try #require(isRight)
            total += chunk.count
            afterEachChunk()
        }
        return total
    }

    /// Bytes of this process that are in memory.
    private static func residentBytes() throws -> Int {
        let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(Int(statm.split(separator: " ")[1]))
        return pages * sysconf(CInt(_SC_PAGESIZE))
    }

    /// In a process of its own, whose memory no other test uses.
    @Test func memoryStaysFlatWhateverTheLength() async {
        await #expect(processExitsWith: .success) {
            let server = try TestServer()
            let client = try server.client()
            func echo(_ count: Int, sampling: () -> Void) throws {
                try client.send(.chunkedPost("/echo/stream"))
                Self.send(count, to: client)
                #expect(try client.readResponseHead().status == 200)
                #expect(try Self.readPattern(from: client, afterEachChunk: sampling) == count * Self.pattern.count)
            }
            try echo(16) {}
            let before = try Self.residentBytes()
            var peak = before
            let count = (100 << 20) / Self.pattern.count + 1
            try echo(count) { peak = max(peak, (try? Self.residentBytes()) ?? Int.max) }
            #expect(try server.nextRecord().bodyBytes == 16 * Self.pattern.count)
            #expect(try server.nextRecord().bodyBytes > 100 << 20)
            #expect(peak - before < 8 << 20)
            try client.send(.get("/hello"))
            #expect(try client.readResponse().text == "hello")
        }
    }

    @Test func aClientThatReadsNothingIsNotReadFrom() throws {
        let server = try TestServer()
        let client = try server.client(receiveBufferBytes: 16 << 10)
        try client.send(.chunkedPost("/echo/stream"))
        // More than what the two kernel buffers, the server's and the test's own can hold together.
        let limit = 64 << 20
        let sent = try client.sendRepeatedly(Self.patternChunk, limit: limit, waitingMilliseconds: 300)
        #expect(sent < limit)
        let whole = sent / Self.patternChunk.count + 1
        let rest = Array(Self.patternChunk[(sent % Self.patternChunk.count)...])
        let thread = Thread {
            try? client.send(rest)
            try? client.send(.chunk(""))
        }
        thread.start()
        #expect(try client.readResponseHead().status == 200)
        #expect(try Self.readPattern(from: client) == whole * Self.pattern.count)
    }

    @Test func aHandlerThatReadsNothingHoldsTheClientBack() throws {
        let gate = Gate()
        let server = try TestServer { router in
            router.addStreaming(.post, "/later") { _, body in
                gate.pass()
                var count = 0
                while let bytes = try body.read() { count += bytes.count }
                return ServerResponse(body: .bytes(Array("\(count)".utf8)))
            }
        }
        let client = try server.client()
        let length = 64 << 20
        try client.send("POST /later HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n")
        try gate.waitUntilEntered()
        let sent = try client.sendRepeatedly(Self.pattern, limit: length, waitingMilliseconds: 300)
        #expect(sent < length)
        gate.open()
        try client.send([UInt8](repeating: 0, count: length - sent))
        #expect(try client.readResponse().text == "\(length)")
    }

    @Test func readingAndWritingMayBeOnTwoThreads() throws {
        let server = try TestServer { router in
            router.addStreaming(.post, "/two") { _, body in
                ServerResponse(
                    body: .stream { writer in
                        let pieces = Mutex<[[UInt8]?]>([])
                        let added = DispatchSemaphore(value: 0)
                        let thread = Thread {
                            var isOver = false
                            while !isOver {
                                let piece = try? body.read()
                                isOver = piece == nil
                                pieces.withLock { $0.append(piece) }
                                added.signal()
                            }
                        }
                        thread.start()
                        while true {
                            added.wait()
                            guard let piece = pieces.withLock({ $0.removeFirst() }) else { return }
                            try writer.write(piece)
                        }
                    })
            }
        }
        let client = try server.client()
        try client.send(.chunkedPost("/two"))
        Self.send(100, to: client)
        #expect(try client.readResponseHead().status == 200)
        #expect(try Self.readPattern(from: client) == 100 * Self.pattern.count)
    }

    /// In a process of its own, which a signal would end.
    @Test func aClientThatLeavesInMidStreamRaisesNoSignal() async {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_DFL)
            // Writing to a UNIX socket whose peer has closed raises it at once.
            let directory = try TemporaryDirectory()
            let path = directory.file("a.sock")
            let server = try TestServer(addresses: [.unix(path: path)]) { router in
                router.addStreaming(.get, "/endless") { _, _ in
                    ServerResponse(body: .stream { while true { try $0.write(Self.pattern) } })
                }
            }
            for _ in 0..<20 {
                let client = try TestClient(path: path)
                try client.send(.get("/endless"))
                #expect(try client.readResponseHead().status == 200)
                client.close()
                #expect(try server.nextRecord().isIncomplete)
            }
        }
    }
}
