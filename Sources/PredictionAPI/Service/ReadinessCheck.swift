import Dispatch
import Inference
import Synchronization

/// Makes a real forecast, on a thread of its own and within a deadline, so that a model that hangs does not hang the check.
final class ReadinessCheck: Sendable {
    private let queue = DispatchQueue(label: "adcast.readiness")
    private let deadline: DispatchTimeInterval

    init(deadline: DispatchTimeInterval) {
        self.deadline = deadline
    }

    /// - Throws: ``ProblemDetails`` of status 503 where the forecast fails or is late.
    func run(on engine: ForecastEngine) throws(ProblemDetails) {
        let outcome = Outcome()
        queue.async {
            outcome.finish(Result { try engine.verify() })
        }
        guard let result = outcome.wait(timeout: deadline) else {
            throw ProblemDetails(
                .notReady, detail: "A forecast for checking took longer than its deadline; try again later.")
        }
        if case .failure(let error) = result {
            throw ProblemDetails(.notReady, detail: "A forecast for checking failed: \(error)")
        }
    }

    private final class Outcome: Sendable {
        private let result = Mutex<Result<Void, any Error>?>(nil)
        private let done = DispatchSemaphore(value: 0)

        func finish(_ result: Result<Void, any Error>) {
            self.result.withLock { $0 = result }
            done.signal()
        }

        func wait(timeout: DispatchTimeInterval) -> Result<Void, any Error>? {
            _ = done.wait(timeout: .now() + timeout)
            return result.withLock { $0 }
        }
    }
}
