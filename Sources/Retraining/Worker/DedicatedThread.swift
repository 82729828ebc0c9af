import Dispatch
import Foundation
import Synchronization

/// One thread of its own for the tasks that prefer it, which may block; it ends when this object goes.
final class DedicatedThread: TaskExecutor {
    /// What the thread is to do. It is apart from the executor, so that the thread does not keep that alive.
    private final class Jobs: Sendable {
        private struct State {
            var waiting: [(job: UnownedJob, executor: UnownedTaskExecutor)] = []
            var isStopped = false
        }

        private let state = Mutex(State())
        private let isWorthALook = DispatchSemaphore(value: 0)

        func add(_ job: UnownedJob, _ executor: UnownedTaskExecutor) {
            state.withLock { $0.waiting.append((job, executor)) }
            isWorthALook.signal()
        }

        func stop() {
            state.withLock { $0.isStopped = true }
            isWorthALook.signal()
        }

        func run() {
            while true {
                isWorthALook.wait()
                let (jobs, isStopped) = state.withLock { state in
                    defer { state.waiting = [] }
                    return (state.waiting, state.isStopped)
                }
                for (job, executor) in jobs { job.runSynchronously(on: executor) }
                if isStopped { return }
            }
        }
    }

    private let jobs = Jobs()

    /// - Parameter name: at most 15 bytes.
    init(name: String) {
        let thread = Thread { [jobs] in
            BackgroundProcess.nameThread(name)
            jobs.run()
        }
        thread.start()
    }

    deinit {
        jobs.stop()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.add(UnownedJob(job), asUnownedTaskExecutor())
    }
}
