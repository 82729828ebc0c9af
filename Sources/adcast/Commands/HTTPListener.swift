import Dispatch
import HTTPCore
import PredictionAPI
import ServiceLifecycle

/// The HTTP service as a part of the process's lifecycle: it listens until it is asked to end, then lets the requests in
/// flight finish.
struct HTTPListener: Service {
    let service: PredictionService
    /// Called with where it listens once connections are accepted; where it throws, the service ends.
    let onListening: @Sendable ([BoundListener]) async throws -> Void
    /// Called when the end begins, before requests in flight are waited for.
    let onEnding: @Sendable () -> Void

    func run() async throws {
        let listeners = try service.start()
        do {
            try await onListening(listeners)
            // Returns when the shutdown begins.
            try await gracefulShutdown()
        } catch {
            await drain()
            throw error
        }
        onEnding()
        await drain()
    }

    private func drain() async {
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
