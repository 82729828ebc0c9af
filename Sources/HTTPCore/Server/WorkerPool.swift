import Dispatch
import Foundation

/// A fixed number of threads that run handlers, with a bounded queue in front of them.
///
/// The threads are the pool's own: handlers block, and neither Dispatch's nor Swift concurrency's shared threads may.
final class WorkerPool: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State: Sendable {
        var waiting: [Job?] = []
        /// The first job in ``waiting`` that has not been taken.
        var next = 0
        /// Jobs that wait or run.
        var accepted = 0
        var isStopped = false
    }

    private let threadCount: Int
    private let capacity: Int
    private let state = Guarded(State())
    private let jobsOrStop = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - threadCount: at least 1.
    ///   - queuedJobCount: jobs that may wait while all threads are busy.
    init(threadCount: Int, queuedJobCount: Int) {
        self.threadCount = max(threadCount, 1)
        capacity = self.threadCount + max(queuedJobCount, 0)
    }

    /// Jobs that wait for a thread.
    var queuedJobCount: Int { state.withLock { $0.waiting.count - $0.next } }

    func start() {
        for number in 1...threadCount {
            Thread { [self] in
                Thread.current.name = "http-worker-\(number)"
                work()
            }.start()
        }
    }

    /// Queues a job.
    ///
    /// - Returns: false where the queue is full or the pool is stopped.
    func submit(_ job: @escaping Job) -> Bool {
        let isAccepted = state.withLock { state in
            guard !state.isStopped, state.accepted < capacity else { return false }
            state.accepted += 1
            state.waiting.append(job)
            return true
        }
        if isAccepted { jobsOrStop.signal() }
        return isAccepted
    }

    /// Drops the jobs that wait and ends each thread after the job it runs. Does not wait for them.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.waiting = []
            state.next = 0
        }
        for _ in 0..<threadCount { jobsOrStop.signal() }
    }

    private func work() {
        while let job = nextJob() {
            job()
            state.withLock { $0.accepted -= 1 }
        }
    }

    /// Waits for a job; nil when the pool is stopped.
    private func nextJob() -> Job? {
        while true {
            jobsOrStop.wait()
            let (job, isStopped) = state.withLock { state -> (Job?, Bool) in
                if state.isStopped { return (nil, true) }
                guard state.next < state.waiting.count else { return (nil, false) }
                let job = state.waiting[state.next]
                state.waiting[state.next] = nil
                state.next += 1
                if state.next == state.waiting.count {
                    state.waiting.removeAll(keepingCapacity: true)
                    state.next = 0
                } else if state.next > capacity {
                    state.waiting.removeSubrange(..<state.next)
                    state.next = 0
                }
                return (job, false)
            }
            if isStopped { return nil }
            if let job { return job }
        }
    }
}
