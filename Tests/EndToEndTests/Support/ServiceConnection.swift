import Foundation

/// A connection to the service on a blocking socket, kept alive from request to request. Reads have a deadline.
final class ServiceConnection {
    enum Failure: Error {
        case call(String, Int32)
        /// The service closed the connection inside a response.
        case endOfResponse
        case malformed(String)
    }

    private let descriptor: Int32
    private var unread: [UInt8] = []

    /// - Parameter receiveBufferBytes: how much the kernel takes for us while we do not read; `nil` for its default.
    init(port: Int, receiveBufferBytes: Int32? = nil) throws {
        descriptor = try Self.socket(AF_INET)
        if var receiveBufferBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBufferBytes, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = LoopbackAddress.address(port: port)
        let status = LoopbackAddress.withPointer(to: &address) { connect(descriptor, $0, $1) }
        guard status == 0 else { throw Failure.call("connect", errno) }
    }

    /// Connects to a UNIX socket.
    init(path: String) throws {
        descriptor = try Self.socket(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw Failure.call("connect", ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) { pointer in
            // `sockaddr_un` begins as `sockaddr` does, which is how this call tells families apart.
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw Failure.call("connect", errno) }
    }

    private static func socket(_ family: Int32) throws -> Int32 {
        let descriptor = Foundation.socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.call("socket", errno) }
        var deadline = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    deinit { close(descriptor) }

    /// Sends a request and reads its response.
    func request(_ method: String, _ path: String, body: String? = nil) throws -> ServiceResponse {
        try send(method, path, body: body)
        let (status, fields) = try readHead()
        return ServiceResponse(status: status, fields: fields, body: try readBody(fields))
    }

    func send(_ method: String, _ path: String, body: String? = nil) throws {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
        if let body { text += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
        try send(text + "\r\n" + (body ?? ""))
    }

    func send(_ text: String) throws {
        var rest = ArraySlice(text.utf8)
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                Foundation.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure.call("send", errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads a status line and the fields.
    func readHead() throws -> (status: Int, fields: [String: String]) {
        let statusLine = try readLine()
        let parts = statusLine.split(separator: " ")
        guard parts.count >= 2, parts[0] == "HTTP/1.1", let status = Int(parts[1]) else {
            throw Failure.malformed(statusLine)
        }
        var fields: [String: String] = [:]
        while true {
            let line = try readLine()
            guard !line.isEmpty else { return (status, fields) }
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { throw Failure.malformed(line) }
            fields[field[0].lowercased()] = field[1].trimmingCharacters(in: .whitespaces)
        }
    }

    /// Reads what follows the fields of a response.
    func readBody(_ fields: [String: String]) throws -> [UInt8] {
        if let length = fields["content-length"].flatMap({ Int($0) }) { return try read(length) }
        guard fields["transfer-encoding"] == "chunked" else { throw Failure.malformed("no length") }
        var body: [UInt8] = []
        while let chunk = try readChunk() { body += chunk }
        return body
    }

    /// Reads a chunk; `nil` is the last one.
    func readChunk() throws -> [UInt8]? {
        let line = try readLine()
        guard let size = Int(line, radix: 16) else { throw Failure.malformed(line) }
        let chunk = try read(size)
        guard try readLine().isEmpty else { throw Failure.malformed("the end of a chunk") }
        return size > 0 ? chunk : nil
    }

    private func readLine() throws -> String {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")), end > 0 {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<(end - 1)], as: UTF8.self)
            }
            try fill()
        }
    }

    private func read(_ count: Int) throws -> [UInt8] {
        while unread.count < count { try fill() }
        defer { unread.removeSubrange(..<count) }
        return Array(unread[..<count])
    }

    private func fill() throws {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw Failure.call("recv", errno) }
        guard count > 0 else { throw Failure.endOfResponse }
        unread += bytes[..<count]
    }
}
