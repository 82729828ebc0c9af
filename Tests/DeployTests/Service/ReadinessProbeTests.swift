import Glibc
import HTTPCore
import HTTPTypes
import Testing

@testable import adcast

struct ReadinessProbeTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// A server on a UNIX socket whose `/readyz` answers with a status.
    private func server(answering status: HTTPResponse.Status) throws -> (server: HTTPServer, path: String) {
        var router = Router()
        router.add(.get, "/readyz") { _ in ServerResponse(status: status, body: .bytes(Array("detail".utf8))) }
        let path = directory.path + "/probe.sock"
        let server = HTTPServer(addresses: [.unix(path: path)], workerThreads: 1, router: router)
        _ = try server.start()
        return (server, path)
    }

    @Test func aReadyServicePasses() async throws {
        let (server, path) = try server(answering: .ok)
        defer { server.drain(timeoutSeconds: 5) }
        try await ReadinessProbe(path: path, timeoutSeconds: 30).run()
    }

    @Test func aServiceThatIsNotReadyFails() async throws {
        let (server, path) = try server(answering: .serviceUnavailable)
        defer { server.drain(timeoutSeconds: 5) }
        let probe = ReadinessProbe(path: path, timeoutSeconds: 30)
        await #expect(throws: ReadinessFault.notReady(status: 503, answer: "detail")) { try await probe.run() }
    }

    @Test func aServiceThatIsGoneFails() async throws {
        let probe = ReadinessProbe(path: directory.path + "/nobody", timeoutSeconds: 30)
        await #expect(throws: ReadinessFault.notListening(path: directory.path + "/nobody")) { try await probe.run() }
    }

    @Test func aServiceThatDoesNotAcceptIsLate() async throws {
        let path = directory.path + "/silent.sock"
        let silent = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(silent) }
        let address = try #require(UNIXAddress(path))
        try #require(address.withPointer { bind(silent, $0, $1) } == 0 && listen(silent, 8) == 0)
        let probe = ReadinessProbe(path: path, timeoutSeconds: 1)
        await #expect(throws: AdminClientError.self) { try await probe.run() }
    }
}
