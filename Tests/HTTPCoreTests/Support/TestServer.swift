import Dispatch
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPCore

/// A server on a port of the system's choice unless told otherwise, with a few routes, and what it told its observer.
final class TestServer: Sendable {
    let server: HTTPServer
    let listeners: [BoundListener]
    private let records: Records

    /// Collects the observer's records.
    final class Records: Sendable {
        private let all = Mutex<[RequestRecord]>([])
        private let added = DispatchSemaphore(value: 0)

        func add(_ record: RequestRecord) {
            all.withLock { $0.append(record) }
            added.signal()
        }

        /// Waits for the next record and takes it.
        func next() -> RequestRecord? {
            guard added.wait(timeout: .now() + 20) == .success else { return nil }
            return all.withLock { $0.removeFirst() }
        }
    }

    init(
        limits: ServerLimits = ServerLimits(), workerThreads: Int = 2, clock: ServerClock = .system,
        addresses: [ListenAddress] = [.tcp(host: "127.0.0.1", port: 0)],
        routes: (inout Router) -> Void = { _ in }, admission: @escaping HTTPServer.Admission = { _, _ in nil }
    ) throws {
        var router = Router()
        router.add(.get, "/hello") { _ in
            ServerResponse(fields: [.contentType: "text/plain"], body: .bytes(Array("hello".utf8)))
        }
        router.addStreaming(.post, "/echo/stream") { _, body in
            ServerResponse(
                body: .stream { writer in
                    while let bytes = try body.read() { try writer.write(bytes) }
                })
        }
        router.add(.post, "/echo") { ServerResponse(body: .bytes($0.body)) }
        router.add(.get, "/number/{number}") { request in
            ServerResponse(body: .bytes(Array((request.pathParameters["number"] ?? "").utf8)))
        }
        routes(&router)
        let records = Records()
        self.records = records
        server = HTTPServer(
            addresses: addresses, limits: limits, workerThreads: workerThreads, clock: clock, router: router,
            admission: admission,
            observer: { records.add($0) })
        listeners = try server.start()
    }

    deinit {
        server.drain(timeoutSeconds: 0)
    }

    var port: Int {
        get throws { try #require(listeners.compactMap(\.address.port).first) }
    }

    func client(receiveBufferBytes: Int? = nil) throws -> TestClient {
        try TestClient(port: port, receiveBufferBytes: receiveBufferBytes)
    }

    /// Waits for the next request to be over.
    func nextRecord() throws -> RequestRecord {
        try #require(records.next())
    }
}

/// A handler's stop: it tells that it has been entered, and waits until it is let go.
struct Gate: Sendable {
    private let entered = DispatchSemaphore(value: 0)
    private let opened = DispatchSemaphore(value: 0)

    func pass() {
        entered.signal()
        _ = opened.wait(timeout: .now() + 20)
    }

    func waitUntilEntered() throws {
        try #require(entered.wait(timeout: .now() + 20) == .success)
    }

    func open() {
        opened.signal()
    }
}

extension String {
    /// The head of a chunked `POST` to a path.
    static func chunkedPost(_ path: String, fields: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\(fields)\r\n"
    }

    /// Text as one chunk; the empty text ends a body.
    static func chunk(_ text: String) -> String {
        "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
    }

    /// A `GET` of a path, keeping the connection.
    static func get(_ path: String, fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: h\r\n\(fields)\r\n"
    }
}
