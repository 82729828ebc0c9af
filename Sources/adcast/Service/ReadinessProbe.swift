import Dispatch

/// Asks the service whether it is ready, over its own socket and as any client would.
///
/// The question is accepted and waits its turn as a request does, and is answered by a forecast of what the version holds,
/// made on a thread of its own: the threads that forecast for requests, and the database, are not asked. A service that
/// accepts nothing, or whose model hangs, does not answer.
struct ReadinessProbe: Sendable {
    private let client: AdminClient

    /// - Parameters:
    ///   - path: of a UNIX socket on which the service listens.
    ///   - timeoutSeconds: how long the answer may take.
    init(path: String, timeoutSeconds: Int) {
        client = AdminClient(path: path, timeoutSeconds: timeoutSeconds)
    }

    /// Asks, on a thread that may wait.
    ///
    /// - Throws: ``ReadinessFault``, or ``AdminClientError`` where the answer is late.
    func run() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try ask() })
            }
        }
    }

    private func ask() throws {
        guard let response = try client.send("GET", "/readyz") else {
            throw ReadinessFault.notListening(path: client.path)
        }
        guard response.status == 200 else {
            throw ReadinessFault.notReady(
                status: response.status, answer: String(decoding: response.body, as: UTF8.self))
        }
    }
}
