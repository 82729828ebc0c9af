import Dispatch
import Glibc

/// Asks the service whether it is ready, over a UNIX socket of its own and as any client would.
///
/// The question goes through everything that a request does: it is accepted, waits its turn, and is answered by a forecast.
/// A service of which a part hangs does not answer.
struct ReadinessProbe: Sendable {
    private let address: UNIXAddress
    private let patienceSeconds: Int

    /// - Parameters:
    ///   - path: of the socket.
    ///   - patienceSeconds: how long the answer may take.
    /// - Returns: nil where the path does not fit a socket's address.
    init?(path: String, patienceSeconds: Int) {
        guard let address = UNIXAddress(path) else { return nil }
        self.address = address
        self.patienceSeconds = patienceSeconds
    }

    /// Asks, on a thread that may wait.
    ///
    /// - Throws: ``ReadinessFault``.
    func run() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try ask() })
            }
        }
    }

    private func ask() throws(ReadinessFault) {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .noAnswer(call: "socket", code: errno) }
        defer { _ = close(descriptor) }
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        guard address.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
            throw .noAnswer(call: "connect", code: errno)
        }
        guard send(descriptor, Self.request, Self.request.count, CInt(MSG_NOSIGNAL)) == Self.request.count else {
            throw .noAnswer(call: "send", code: errno)
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while answer.count < Self.longestAnswer {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw .noAnswer(call: "recv", code: errno) }
            if count == 0 { break }
            answer += buffer[..<count]
        }
        guard answer.starts(with: Self.success) else {
            throw .notReady(String(decoding: answer.suffix(Self.quotedBytes), as: UTF8.self))
        }
    }

    private static let request = Array("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
    private static let success = Array("HTTP/1.1 200 ".utf8)
    private static let longestAnswer = 64 << 10
    /// Of an answer that is not a success: the end, where its words are.
    private static let quotedBytes = 300
}
