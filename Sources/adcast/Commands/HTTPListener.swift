import Dispatch
import HTTPCore
import PredictionAPI
import ServiceLifecycle

/// The HTTP service as a part of the process's lifecycle: it listens until it is asked to end, then lets the requests in
/// flight finish.
struct HTTPListener: Service {
    let service: PredictionService
    /// Called with where it listens once connections are accepted.
    let onListening: @Sendable ([BoundListener]) -> Void

    func run() async throws {
        onListening(try service.start())
        // Returns when the shutdown begins.
        try await gracefulShutdown()
        let service = service
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            // Draining blocks, which a thread of the concurrency pool must not.
            DispatchQueue.global().async {
                _ = service.drain()
                continuation.resume()
            }
        }
    }
}
