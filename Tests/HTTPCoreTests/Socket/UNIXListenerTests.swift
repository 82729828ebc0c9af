import Foundation
import Glibc
import HTTPTypes
import Testing

@testable import HTTPCore

/// Listening on a UNIX socket, and what may be in its place.
@Suite struct UNIXListenerTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("admin.sock")
    }

    private func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    private func listen(_ path: String) throws(ListeningError) -> ListeningSocket {
        try ListeningSocket(.unix(path: path), backlog: 8)
    }

    @Test func answersAndIsRemovedAtTheEnd() throws {
        let server = try TestServer(addresses: [.unix(path: path)]) { router in
            router.add(.get, "/listener") { request in
                ServerResponse(body: .bytes(Array("\(request.listener)".utf8)))
            }
        }
        #expect(server.listeners == [BoundListener(listener: .unix, address: .unix(path: path))])
        #expect(try permissions(path) == 0o600)
        let client = try TestClient(path: path)
        for _ in 0..<2 {
            try client.send(.get("/listener"))
            #expect(try client.readResponse().text == "unix")
        }
        client.close()
        #expect(server.server.drain(timeoutSeconds: 20))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func hasTheModeThatIsAskedForWhateverTheMask() throws {
        let socket = try ListeningSocket(.unix(path: path, mode: 0o666), backlog: 8)
        defer { socket.close() }
        #expect(try permissions(path) == 0o666)
    }

    @Test func replacesWhatADeadProcessLeft() throws {
        let dead = try listen(path)
        _ = Glibc.close(dead.descriptor)
        #expect(throws: TestClient.Failure.call("connect", ECONNREFUSED)) { try TestClient(path: path) }
        let server = try TestServer(addresses: [.unix(path: path)])
        let client = try TestClient(path: path)
        try client.send(.get("/hello"))
        #expect(try client.readResponse().text == "hello")
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [1, 0])
    func leavesALiveProcessAlone(_ backlog: Int) throws {
        let live = try ListeningSocket(.unix(path: path), backlog: backlog)
        defer { live.close() }
        // With a backlog of zero the first client fills it: the process is busy, not dead.
        let waiting = try TestClient(path: path)
        let error = try #require(throws: ListeningError.self) { try listen(path) }
        guard case .pathInUse(path) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(try live.accept() != nil)
        withExtendedLifetime(waiting) {}
    }

    @Test func leavesOtherFilesAlone() throws {
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        let error = try #require(throws: ListeningError.self) { try listen(path) }
        guard case .pathTaken(path) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test func doesNotRemoveItsSuccessor() throws {
        let first = try listen(path)
        try FileManager.default.removeItem(atPath: path)
        let second = try listen(path)
        first.close()
        #expect(FileManager.default.fileExists(atPath: path))
        second.close()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func takesPathsAsLongAsTheKernelDoes() throws {
        let base = directory.file("")
        let fitting = base + "/" + String(repeating: "s", count: 107 - base.utf8.count - 1)
        #expect(fitting.utf8.count == 107)
        let socket = try listen(fitting)
        #expect(BoundAddress(of: socket.descriptor) == .unix(path: fitting))
        socket.close()
        for (path, reason) in [
            (fitting + "s", "it has 108 bytes and at most 107 fit"), ("", "it is empty"),
            ("a\0b", "it has a zero byte in it"),
        ] {
            let error = try #require(throws: ListeningError.self) { try listen(path) }
            #expect("\(error)".contains(reason))
        }
    }

    @Test func saysWhatTheDirectoryLacks() throws {
        let error = try #require(throws: ListeningError.self) { try listen(directory.file("nowhere/admin.sock")) }
        #expect("\(error)".contains("bind: No such file or directory"))
    }

    @Test func aServerThatCannotHaveAllListenersKeepsNone() throws {
        let other = try TestServer()
        let server = HTTPServer(
            addresses: [.unix(path: path), .tcp(host: "127.0.0.1", port: try other.port)], workerThreads: 1,
            router: Router())
        #expect(throws: ListeningError.self) { try server.start() }
        #expect(!FileManager.default.fileExists(atPath: path))
        let empty = HTTPServer(addresses: [], workerThreads: 1, router: Router())
        #expect(throws: ListeningError.self) { try empty.start() }
    }
}
