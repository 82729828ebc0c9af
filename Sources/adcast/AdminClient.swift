import Foundation

/// Asks a running service over its UNIX socket, by the routes that everybody uses.
struct AdminClient {
    struct Response: Equatable {
        let status: Int
        let body: [UInt8]
    }

    /// A list of thousands of versions is shorter.
    private static let responseLimit = 64 << 20

    let path: String
    /// How long each step may take. Activation loads and checks a model, which takes a while.
    var timeoutSeconds = 120

    /// Sends a request and reads the whole answer.
    ///
    /// - Parameters:
    ///   - target: path of the route.
    ///   - body: JSON, where the method takes one.
    /// - Returns: `nil` where no service listens there.
    /// - Throws: ``AdminClientError``.
    func send(_ method: String, _ target: String, body: [UInt8]? = nil) throws(AdminClientError) -> Response? {
        guard let descriptor = try connectedSocket() else { return nil }
        defer { close(descriptor) }
        var head = "\(method) \(target) HTTP/1.1\r\nHost: adcast\r\nAccept: application/json\r\nConnection: close\r\n"
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        try write(Array((head + "\r\n").utf8) + (body ?? []), to: descriptor)
        return try Self.response(in: try readToEnd(of: descriptor), path: path)
    }

    private func connectedSocket() throws(AdminClientError) -> Int32? {
        // A path that the address cannot hold is none that a service listens at.
        guard let address = UNIXAddress(path) else { return nil }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw fault("be reached") }
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
        guard address.withPointer({ connect(descriptor, $0, $1) }) != 0 else { return descriptor }
        let error = fault("be reached")
        let code = errno
        close(descriptor)
        // A service that ended without a word leaves its socket behind.
        if code == ENOENT || code == ENOTDIR || code == ECONNREFUSED { return nil }
        throw error
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(AdminClientError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault("be written to") }
            rest = rest.dropFirst(count)
        }
    }

    private func readToEnd(of descriptor: Int32) throws(AdminClientError) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw fault("be read") }
            if count == 0 { return content }
            content += buffer[..<count]
            guard content.count <= Self.responseLimit else { throw .malformed(path: path, reason: "it does not end") }
        }
    }

    /// The status and the body of an answer after which the service closed the connection.
    static func response(in bytes: [UInt8], path: String) throws(AdminClientError) -> Response {
        let end = Array("\r\n\r\n".utf8)
        guard let headEnd = bytes.firstRange(of: end) else {
            throw .malformed(path: path, reason: "it has no end of its header")
        }
        let lines = String(decoding: bytes[..<headEnd.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw .malformed(path: path, reason: "it begins with '\(lines[0].prefix(40))'")
        }
        let body = Array(bytes[headEnd.upperBound...])
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].trimmingCharacters(in: .whitespaces)
            switch parts[0].lowercased() {
            case "content-length":
                guard value == "\(body.count)" else {
                    throw .malformed(path: path, reason: "\(body.count) bytes came where \(value) were announced")
                }
            case "transfer-encoding":
                throw .malformed(path: path, reason: "its transfer encoding is \(value)")
            default: break
            }
        }
        return Response(status: status, body: body)
    }

    private func fault(_ what: String) -> AdminClientError {
        .system(path: path, what: what, reason: String(cString: strerror(errno)))
    }
}
