import Foundation
import Glibc
import HTTPTypes
import Testing

@testable import HTTPCore

/// Sockets that the process was given.
@Suite struct InheritedSocketTests {
    private func activated(
        _ descriptor: CInt, _ changes: [String: String] = [:]
    ) throws(ListeningError) -> [InheritedSocket] {
        let environment = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1"].merging(changes) { $1 }
        return try InheritedSocket.activated(
            environment: environment, processIdentifier: getpid(), firstDescriptor: descriptor)
    }

    /// What a giver leaves: a socket that blocks and outlives `exec`.
    private func listeningSocket() throws -> CInt {
        let socket = try ListeningSocket(.tcp(host: "127.0.0.1", port: 0), backlog: 8)
        _ = fcntl(socket.descriptor, F_SETFD, 0)
        _ = fcntl(socket.descriptor, F_SETFL, fcntl(socket.descriptor, F_GETFL) & ~O_NONBLOCK)
        return socket.descriptor
    }

    @Test func servesOnASocketThatListensAlready() throws {
        let descriptor = try listeningSocket()
        let sockets = try activated(descriptor, ["LISTEN_FDNAMES": "public"])
        let socket = try #require(sockets.first)
        #expect(sockets.count == 1)
        #expect(socket.name == "public")
        #expect(socket.address.isLocal)
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0)

        // A client that came before the server did is served too.
        let early = try TestClient(port: try #require(socket.address.port))
        try early.send(.get("/listener"))
        let server = try TestServer(addresses: [.inherited(socket)]) { router in
            router.add(.get, "/listener") { request in
                ServerResponse(body: .bytes(Array("\(request.listener)".utf8)))
            }
        }
        #expect(server.listeners == [BoundListener(listener: .inherited(name: "public"), address: socket.address)])
        #expect(try early.readResponse().text == #"inherited(name: "public")"#)
    }

    @Test func leavesTheFileToItsGiver() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("given.sock")
        let given = try ListeningSocket(.unix(path: path), backlog: 8)
        let socket = try InheritedSocket(descriptor: dup(given.descriptor), name: "admin")
        #expect(socket.address == .unix(path: path))
        let server = try TestServer(addresses: [.inherited(socket)])
        #expect(server.server.drain(timeoutSeconds: 20))
        // While no server runs, clients wait for the next one.
        let waiting = try TestClient(path: path)
        try waiting.send(.get("/hello"))
        let next = try TestServer(addresses: [.inherited(InheritedSocket(descriptor: given.descriptor, name: "admin"))])
        #expect(try waiting.readResponse().text == "hello")
        withExtendedLifetime(next) {}
    }

    @Test func takesOnlyWhatIsMeantForItself() throws {
        let descriptor = try listeningSocket()
        defer { _ = close(descriptor) }
        #expect(try activated(descriptor, ["LISTEN_PID": "\(getpid() + 1)"]).isEmpty)
        #expect(try activated(descriptor, ["LISTEN_FDS": "0"]).isEmpty)
        #expect(
            try InheritedSocket.activated(environment: ["LISTEN_FDS": "1"], processIdentifier: getpid()).isEmpty)
        #expect(try activated(descriptor).map(\.name) == ["unknown"])
    }

    @Test(
        "Variables that make no sense",
        arguments: [
            ("LISTEN_FDS", ""), ("LISTEN_FDS", "-1"), ("LISTEN_FDS", "two"), ("LISTEN_FDS", "99999999999"),
            ("LISTEN_FDNAMES", "a:b"),
        ])
    func contradiction(_ variable: String, _ value: String) throws {
        let descriptor = try listeningSocket()
        defer { _ = close(descriptor) }
        let error = try #require(throws: ListeningError.self) { try activated(descriptor, [variable: value]) }
        guard case .invalidActivation(variable, value) = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func refusesWhatDoesNotListen() throws {
        let file = open("/dev/null", O_RDONLY)
        let datagrams = socket(AF_INET, CInt(SOCK_DGRAM.rawValue), 0)
        let unbound = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { for descriptor in [file, datagrams, unbound] { _ = close(descriptor) } }
        for (descriptor, reason) in [
            (file, "Socket operation on non-socket"), (datagrams, "it is not a stream socket"),
            (unbound, "it does not listen"), (CInt.max, "Bad file descriptor"),
        ] {
            let error = try #require(throws: ListeningError.self) {
                try InheritedSocket(descriptor: descriptor, name: "public")
            }
            #expect("\(error)".contains("'public'"))
            #expect("\(error)".contains(reason))
        }
    }

    @Test func tellsLocalAddressesFromOthers() {
        for host in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            #expect(BoundAddress.internet(host: host, port: 1).isLocal)
        }
        for host in ["0.0.0.0", "::", "10.0.0.1", "::ffff:10.0.0.1"] {
            #expect(!BoundAddress.internet(host: host, port: 1).isLocal)
        }
        #expect(BoundAddress.unix(path: "/run/a.sock").isLocal)
        #expect(BoundAddress.internet(host: "::1", port: 80).description == "[::1]:80")
    }
}
