import Glibc
import Testing

@testable import HTTPCore

/// A client on a blocking socket. Every read and write has a deadline, so that a server that hangs fails the test.
///
/// Unchecked: one thread may send while another one reads; sending touches nothing that changes.
final class TestClient: @unchecked Sendable {
    struct Response: Equatable {
        var status = 0
        /// Field values by name in small letters.
        var fields: [String: String] = [:]
        var body: [UInt8] = []

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    enum Failure: Error, Equatable {
        case call(String, CInt)
        /// The server ended the connection inside a response.
        case endOfResponse
        case malformedResponse(String)
    }

    private let descriptor: CInt
    private var unread: [UInt8] = []
    private var isOpen = true

    /// Connects to a port of this machine.
    ///
    /// - Parameter receiveBufferBytes: how much the kernel takes for us while we read nothing; nil for its default.
    init(port: Int, receiveBufferBytes: Int? = nil) throws {
        descriptor = try Self.socket(AF_INET)
        if let receiveBufferBytes {
            var size = CInt(receiveBufferBytes)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafeBytes(of: &address) { bytes in
            connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(MemoryLayout<sockaddr_in>.size))
        }
        try requireConnected(status)
    }

    /// Connects to a UNIX socket.
    init(path: String) throws {
        descriptor = try Self.socket(AF_UNIX)
        let address = try UNIXSocketAddress(path: path)
        try requireConnected(address.withPointer { connect(descriptor, $0, $1) })
    }

    private static func socket(_ family: CInt) throws -> CInt {
        let descriptor = Glibc.socket(family, CInt(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.call("socket", errno) }
        var deadline = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &deadline, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    private func requireConnected(_ status: CInt) throws {
        guard status == 0 else {
            let code = errno
            close()
            throw Failure.call("connect", code)
        }
    }

    deinit {
        if isOpen { Glibc.close(descriptor) }
    }

    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                sendWithoutSignal(descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure.call("send", errno) }
            start += count
        }
    }

    /// Sends `bytes` over and over, without waiting for the server longer than that.
    ///
    /// - Returns: the number of bytes that went before it took no more, at most `limit`.
    func sendRepeatedly(_ bytes: [UInt8], limit: Int, waitingMilliseconds: Int) throws -> Int {
        var total = 0
        while total < limit {
            var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&event, 1, CInt(waitingMilliseconds)) > 0 else { break }
            let start = total % bytes.count
            let count = bytes.withUnsafeBytes { bytes in
                sendWithoutSignal(
                    descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]), flags: CInt(MSG_DONTWAIT))
            }
            guard count > 0 else { throw Failure.call("send", errno) }
            total += count
        }
        return total
    }

    /// Ends our side; the server's is still read.
    func endOutput() {
        shutdown(descriptor, CInt(SHUT_WR))
    }

    func close() {
        isOpen = false
        Glibc.close(descriptor)
    }

    /// Ends the connection with a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Waits for bytes of the server, or its end, for a while.
    func hasBytes(withinMilliseconds milliseconds: Int) -> Bool {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&event, 1, CInt(milliseconds)) > 0
    }

    /// Reads one response; a body without length or coding goes to the end of the connection.
    func readResponse(toHead: Bool = false) throws -> Response {
        var response = try readResponseHead()
        let status = response.status
        if toHead || status == 204 || status == 304 || status < 200 { return response }
        if let length = response.fields["content-length"].flatMap(Int.init) {
            response.body = try read(length)
        } else if response.fields["transfer-encoding"] == "chunked" {
            while let chunk = try readChunk() { response.body += chunk }
        } else {
            response.body = try readToEnd()
        }
        return response
    }

    /// Reads a response up to its body.
    func readResponseHead() throws -> Response {
        let lines = try readHead()
        var response = Response()
        let statusLine = lines[0].split(separator: " ")
        guard statusLine.count >= 2, let status = Int(statusLine[1]) else {
            throw Failure.malformedResponse(lines[0])
        }
        response.status = status
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { throw Failure.malformedResponse(line) }
            response.fields[parts[0].lowercased()] = String(parts[1].trimmingPrefix(" "))
        }
        return response
    }

    /// Reads a chunk of a body; nil at its end.
    func readChunk() throws -> [UInt8]? {
        let line = try readLine()
        guard let size = Int(line, radix: 16) else { throw Failure.malformedResponse(line) }
        let chunk = try read(size)
        guard try readLine().isEmpty else { throw Failure.malformedResponse("chunk end") }
        return size == 0 ? nil : chunk
    }

    /// All bytes up to the end of the connection.
    func readToEnd() throws -> [UInt8] {
        while try fill() {}
        defer { unread = [] }
        return unread
    }

    private func readHead() throws -> [String] {
        var lines: [String] = []
        while true {
            let line = try readLine()
            if line.isEmpty { return lines }
            lines.append(line)
        }
    }

    private func readLine() throws -> String {
        while true {
            if let end = unread.firstIndex(of: 0x0A), end > 0 {
                let line = String(decoding: unread[..<(end - 1)], as: UTF8.self)
                unread.removeSubrange(...end)
                return line
            }
            guard try fill() else { throw Failure.endOfResponse }
        }
    }

    private func read(_ count: Int) throws -> [UInt8] {
        while unread.count < count {
            guard try fill() else { throw Failure.endOfResponse }
        }
        defer { unread.removeSubrange(..<count) }
        return Array(unread[..<count])
    }

    /// Waits for more bytes; false at the end of the connection.
    private func fill() throws -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var count = -1
        repeat { count = recv(descriptor, &bytes, bytes.count, 0) } while count < 0 && errno == EINTR
        guard count >= 0 else { throw Failure.call("recv", errno) }
        unread += bytes[..<count]
        return count > 0
    }
}

/// Sends on a blocking socket; a peer that has gone is an error and not a signal.
private func sendWithoutSignal(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer, flags: CInt = 0) -> Int {
    Glibc.send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL) | flags)
}
