import Foundation
import Glibc
import HTTPCore

@testable import PredictionAPI

/// Sends one request on a connection of its own and reads until the server closes it.
struct TestClient: Sendable {
    struct Failure: Error {
        let call: String
    }

    let address: BoundAddress

    func send(_ method: String, _ path: String, _ fields: [String: String], _ body: [UInt8]) throws -> TestResponse {
        let descriptor = try connected()
        defer { close(descriptor) }
        let header = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(header)\r\n"
        try write(Array(head.utf8) + body, to: descriptor)
        return try TestResponse(parsing: try readAll(from: descriptor))
    }

    /// A connection to the address.
    func connected() throws -> Int32 {
        let family: Int32
        if case .unix = address { family = AF_UNIX } else { family = AF_INET }
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        let status =
            switch address {
            case .internet(_, let port): connect(descriptor, port: port)
            case .unix(let path): connect(descriptor, path: path)
            }
        guard status == 0 else {
            close(descriptor)
            throw Failure(call: "connect")
        }
        return descriptor
    }

    private func connect(_ descriptor: Int32, port: Int) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private func connect(_ descriptor: Int32, path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
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
            // What came before a reset is for the test to judge.
            if count < 0, errno == ECONNRESET { return bytes }
            guard count >= 0 else { throw Failure(call: "recv") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}
