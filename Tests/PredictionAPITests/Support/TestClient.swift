import Foundation
import Glibc

@testable import PredictionAPI

/// Sends one request on a connection of its own and reads until the server closes it.
struct TestClient: Sendable {
    struct Failure: Error {
        let call: String
    }

    let port: Int

    func send(_ method: String, _ path: String, _ fields: [String: String], _ body: [UInt8]) throws -> TestResponse {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(call: "connect") }
        let header = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(header)\r\n"
        try write(Array(head.utf8) + body, to: descriptor)
        return try TestResponse(parsing: try readAll(from: descriptor))
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that refuses a body may stop reading; its answer is still to be read.
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    private func readAll(from descriptor: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure(call: "recv") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}
