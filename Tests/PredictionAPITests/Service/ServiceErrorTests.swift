import Foundation
import HTTPCore
import Testing

@testable import PredictionAPI

@Suite struct ServiceErrorTests {
    /// What starting a service with tokens on an address throws.
    private func fault(_ address: ListenAddress) throws -> any Error {
        let tokens = try AccessTokens(text: "predict 0123456789abcdef", path: "tokens")
        return try #require(throws: (any Error).self) {
            try TestService(
                world: try ExampleWorld(),
                adjust: {
                    $0.addresses = [address]
                    $0.access = AccessPolicy(tokens: tokens)
                })
        }
    }

    @Test func namesTheKeyOfAnAddressThatCanNeverWork() throws {
        let missing = NSTemporaryDirectory() + UUID().uuidString
        let faults: [(address: ListenAddress, key: String, reason: String)] = [
            (.tcp(host: "256.0.0.1", port: 0), "serving.host", "host '256.0.0.1' cannot be resolved"),
            (.tcp(host: "192.0.2.1", port: 0), "serving.host", "give an address of this machine"),
            (
                .unix(path: "/" + String(repeating: "s", count: 107)), "serving.admin_socket",
                "it has 108 bytes and at most 107 fit"
            ),
            (.unix(path: missing + "/admin.sock"), "serving.admin_socket", "make its directory or choose another"),
            (.unix(path: "/dev/null/admin.sock"), "serving.admin_socket", "Not a directory"),
            (.unix(path: "/dev/null"), "serving.admin_socket", "something that is not a socket is there"),
        ]
        for (address, key, reason) in faults {
            let fault = try #require(try fault(address) as? ServiceError, "\(address)")
            #expect(fault.isUsageFault)
            #expect(fault.description.hasPrefix("\(key): "), "\(fault.description)")
            #expect(fault.description.contains(reason), "\(fault.description)")
        }
    }

    @Test func leavesWhatAnotherProcessHolds() throws {
        let other = HTTPServer(host: "127.0.0.1", port: 0, workerThreads: 1, router: Router())
        let port = try #require(try other.start().first?.address.port)
        defer { _ = other.drain(timeoutSeconds: 5) }
        let fault = try fault(.tcp(host: "127.0.0.1", port: port))
        #expect(fault is ListeningError)
        #expect("\(fault)".contains("stop what uses it or choose another port"))
    }
}
