import Foundation

/// A connection on which one request at a time is under way.
struct ClientConnection {
    let descriptor: CInt
    /// When the request under way was due; `nil` where none is.
    private(set) var due: Double?
    private var received: [UInt8] = []
    /// Bytes of the answer, its head included, once the head has arrived.
    private var expected: Int?

    init(port: UInt16) throws {
        #if os(Linux)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw LoadError.noConnection(port: port, errno: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw LoadError.noConnection(port: port, errno: errno) }
        var one: CInt = 1
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<CInt>.size))
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    mutating func send(_ request: [UInt8], due: Double) throws {
        let sent = write(descriptor, request, request.count)
        guard sent == request.count else { throw LoadError.cutOff }
        self.due = due
    }

    /// Takes what has arrived.
    ///
    /// - Returns: whether the answer is complete, and whether it is 200.
    mutating func receive(into buffer: inout [UInt8]) throws -> (isComplete: Bool, isOK: Bool) {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EAGAIN { return (false, false) }
        guard count > 0 else { throw LoadError.cutOff }
        received.append(contentsOf: buffer[..<count])
        if expected == nil { expected = AnswerHead(received).map { $0.length + $0.bodyLength } }
        guard let expected, received.count >= expected else { return (false, false) }
        let isOK = received.starts(with: "HTTP/1.1 200".utf8)
        received.removeAll(keepingCapacity: true)
        self.expected = nil
        due = nil
        return (true, isOK)
    }
}
