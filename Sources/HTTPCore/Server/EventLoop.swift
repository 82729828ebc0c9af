import CLinux
import Foundation
import Glibc

/// A thread that waits until descriptors are ready (epoll(7)), and runs what others hand to it.
///
/// Not Dispatch, whose sources cost several system calls and two changes of thread for each report: here a request that
/// is answered at once takes one call to read and one to write.
final class EventLoop: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State: Sendable {
        var handlers = HandlerTable()
        var jobs: [Job] = []
        var timers: [(moment: UInt64, job: Job)] = []
        /// Whether the thread will look at this state before it waits again.
        var isWoken = false
        var isStopped = false
    }

    private let name: String
    private let clock: ServerClock
    private let epoll: CInt
    private let wakeDescriptor: CInt
    private let state = Guarded(State())

    /// Reports that are taken at one time.
    private static let reportCount = 256
    private static let wakeToken = UInt64.max

    /// - Parameter name: of the thread, at most 15 bytes.
    init(name: String, clock: ServerClock) throws(SystemCallError) {
        self.name = name
        self.clock = clock
        epoll = try systemCall("epoll_create1") { adcast_epoll_create() }
        do throws(SystemCallError) {
            wakeDescriptor = try systemCall("eventfd") { adcast_wake_descriptor() }
        } catch {
            _ = close(epoll)
            throw error
        }
        _ = adcast_epoll_change(epoll, EPOLL_CTL_ADD, wakeDescriptor, 1, 0, Self.wakeToken)
    }

    deinit {
        close(wakeDescriptor)
        close(epoll)
    }

    func start() {
        Thread { [self] in
            // Given earlier, a name does not reach the kernel.
            Thread.current.name = name
            while wait() {}
        }.start()
    }

    /// Ends the thread once no descriptor is left. Does not wait for that.
    func stop() {
        act { $0.isStopped = true }
    }

    /// Runs a job on the loop's thread, after the reports it is at.
    func run(_ job: @escaping Job) {
        act { $0.jobs.append(job) }
    }

    /// Runs a job on the loop's thread at a moment of the monotonic clock.
    func run(at moment: UInt64, _ job: @escaping Job) {
        act { $0.timers.append((moment, job)) }
    }

    func add(_ handler: any ReadinessHandler) -> UInt64 {
        state.withLock { $0.handlers.insert(handler) }
    }

    /// Ends reports to a handler, which is told when there will be none.
    func remove(_ token: UInt64) {
        act { state in
            if let handler = state.handlers.remove(token) { state.jobs.append(handler.confirmCancellation) }
        }
    }

    /// Where the kernel has no memory to watch a descriptor, what waits for it ends by its deadline.
    func change(_ operation: CInt, _ descriptor: CInt, _ readiness: Readiness, _ token: UInt64) {
        _ = adcast_epoll_change(
            epoll, operation, descriptor, readiness.contains(.reading) ? 1 : 0, readiness.contains(.writing) ? 1 : 0,
            token)
    }

    private func act(_ body: (inout State) -> Void) {
        let mustWake = state.withLock { state in
            body(&state)
            defer { state.isWoken = true }
            return !state.isWoken
        }
        guard mustWake else { return }
        var one: UInt64 = 1
        _ = write(wakeDescriptor, &one, MemoryLayout.size(ofValue: one))
    }

    /// Waits for reports, passes them on and runs what is due.
    ///
    /// - Returns: false where the thread is to end.
    private func wait() -> Bool {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.reportCount) { reports in
            guard let first = reports.baseAddress else { return }
            let count = epoll_wait(epoll, first, CInt(reports.count), timeout())
            for index in 0..<max(Int(count), 0) {
                let report = UnsafePointer(first + index)
                let token = adcast_epoll_token(report)
                if token == Self.wakeToken {
                    var value: UInt64 = 0
                    _ = read(wakeDescriptor, &value, MemoryLayout.size(ofValue: value))
                    continue
                }
                guard let handler = state.withLock({ $0.handlers[token] }) else { continue }
                var readiness: Readiness = []
                if adcast_epoll_is_readable(report) != 0 { readiness.insert(.reading) }
                if adcast_epoll_is_writable(report) != 0 { readiness.insert(.writing) }
                handler.becomeReady(readiness)
            }
        }
        return runWhatIsDue()
    }

    private func runWhatIsDue() -> Bool {
        let now = clock.monotonicNanoseconds()
        let (jobs, isEnding) = state.withLock { state in
            var due = state.jobs
            state.jobs.removeAll()
            state.isWoken = false
            if state.timers.contains(where: { $0.moment <= now }) {
                due += state.timers.filter { $0.moment <= now }.map(\.job)
                state.timers.removeAll { $0.moment <= now }
            }
            return (due, state.isStopped && due.isEmpty && state.handlers.isEmpty)
        }
        for job in jobs { job() }
        return !isEnding
    }

    /// Milliseconds until the next timer, -1 without one.
    private func timeout() -> CInt {
        let next = state.withLock { state -> UInt64? in
            let isAtWork = !state.jobs.isEmpty || (state.isStopped && state.handlers.isEmpty)
            return isAtWork ? 0 : state.timers.lazy.map(\.moment).min()
        }
        guard let next else { return -1 }
        let now = clock.monotonicNanoseconds()
        return next <= now ? 0 : CInt(clamping: (next - now) / 1_000_000 + 1)
    }
}
