import Dispatch
import Foundation
import Synchronization

/// Answers requests at a UNIX socket with what a test gives, one connection after the other.
final class StubService: Sendable {
    let path: String
    private let listener: Int32
    private let received = Mutex<[String]>([])
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameter answers: what each connection gets; the last one stays.
    init(answers: [String]) throws {
        // The address of a UNIX socket holds 107 bytes.
        path = NSTemporaryDirectory() + "adcast-\(UUID().uuidString.prefix(13)).sock"
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        guard status == 0, listen(listener, 8) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        let thread = Thread { [self, listener] in
            defer {
                close(listener)
                ended.signal()
            }
            var next = 0
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                let request = Self.request(on: connection)
                received.withLock { $0.append(request) }
                let answer = Array(answers[min(next, answers.count - 1)].utf8)
                next += 1
                _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                close(connection)
            }
        }
        thread.start()
    }

    /// Whole requests, in their order.
    var requests: [String] { received.withLock { $0 } }

    /// Ends it, and leaves its socket as a service does that was killed.
    func abandon() {
        shutdown(listener, Int32(SHUT_RDWR))
        // Only then may its descriptor become another's.
        ended.wait()
    }

    func remove() {
        abandon()
        unlink(path)
    }

    /// Reads until the header's end, and the body that the header announces.
    private static func request(on connection: Int32) -> String {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            text += String(decoding: buffer[..<count], as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length = text.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
                .flatMap { Int($0.dropFirst("Content-Length: ".count)) }
            if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
        }
    }

    /// An answer with this body.
    static func answer(_ body: String, status: String = "200 OK") -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
