import Glibc

/// A client's connection on a blocking socket. Reads have a deadline.
final class ClientConnection {
    enum Failure: Error {
        case call(String, CInt)
        case closed(after: String)
        case malformed(String)
    }

    struct Response {
        let status: Int
        /// Whether the service takes no further request on this connection.
        let closes: Bool
        let body: String
    }

    private let descriptor: CInt

    /// - Parameter descriptor: becomes the connection's.
    init(descriptor: CInt) {
        self.descriptor = descriptor
        var deadline = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Sends a request and reads the whole response.
    func request(_ text: String) throws -> Response {
        let bytes = Array(text.utf8)
        guard send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count else {
            throw Failure.call("send", errno)
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            if let response = try Self.response(in: received) { return response }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure.call("recv", errno) }
            guard count > 0 else { throw Failure.closed(after: String(decoding: received, as: UTF8.self)) }
            received += buffer[..<count]
        }
    }

    /// The response in what has been received; nil where more is to come.
    private static func response(in received: [UInt8]) throws -> Response? {
        let text = String(decoding: received, as: UTF8.self)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let lines = parts[0].lowercased().split(separator: "\r\n")
        func field(_ name: String) -> Substring? {
            lines.first { $0.hasPrefix(name + ": ") }?.dropFirst(name.count + 2)
        }
        guard let status = lines.first.flatMap({ Int($0.dropFirst(9).prefix(3)) }),
            let length = field("content-length").flatMap({ Int($0) })
        else { throw Failure.malformed(text) }
        guard parts[1].utf8.count >= length else { return nil }
        return Response(status: status, closes: field("connection") == "close", body: String(parts[1]))
    }
}
