import Foundation

/// Runs each job on a thread of its own, as long as not too many run.
///
/// A streaming handler waits for its client most of the time, and may do so for hours; a pool's threads would be short
/// for all others then. Against that time, making a thread costs nothing.
final class StreamThreads: Sendable {
    private let limit: Int
    private let runningCount = Guarded(0)

    /// - Parameter limit: jobs that may run at one time.
    init(limit: Int) {
        self.limit = limit
    }

    /// Starts a job.
    ///
    /// - Returns: false where too many run.
    func submit(_ job: @escaping WorkerPool.Job) -> Bool {
        let isAccepted = runningCount.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        guard isAccepted else { return false }
        // A thread keeps its block until its thread-specific data go, those of Dispatch maybe already gone. What the job
        // holds may be the last of the service, and its end needs them; so it is let go of before.
        let waiting = Guarded<WorkerPool.Job?>(job)
        Thread { [self] in
            Thread.current.name = "http-stream"
            waiting.withLock { $0.take() }?()
            runningCount.withLock { $0 -= 1 }
        }.start()
        return true
    }
}
