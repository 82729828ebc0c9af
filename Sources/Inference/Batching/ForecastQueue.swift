import Dispatch
import Synchronization

/// Requests that wait for a forward, and the threads that wait for requests.
final class ForecastQueue: Sendable {
    /// What has to happen so that a request which joined the queue is seen to.
    enum Need: Sendable {
        /// Some thread will look at the queue before it rests.
        case nothing
        /// A further thread.
        case thread
    }

    private struct State: Sendable {
        /// In the order in which they came.
        var waiting: [WaitingForecast] = []
        var threadCount = 0
        var restingCount = 0
        var isEnded = false
    }

    private let threadLimit: Int
    private let capacity: Int
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - threadLimit: threads that take requests at a time, at least 1.
    ///   - capacity: requests that may wait while all of them are at work.
    init(threadLimit: Int, capacity: Int) {
        self.threadLimit = threadLimit
        self.capacity = capacity
    }

    var count: Int { state.withLock { $0.waiting.count } }

    /// Lets a request wait. Does not wait itself.
    ///
    /// - Throws: ``ForecastOverload/queueFull``.
    func add(_ forecast: WaitingForecast) throws(ForecastOverload) -> Need {
        let (need, wakes) = try state.withLock { state throws(ForecastOverload) -> (Need, Bool) in
            let isFree = state.restingCount > 0 || state.threadCount < threadLimit
            guard isFree || state.waiting.count < capacity else { throw .queueFull }
            state.waiting.append(forecast)
            if state.restingCount > 0 {
                state.restingCount -= 1
                return (.nothing, true)
            }
            guard isFree else { return (.nothing, false) }
            state.threadCount += 1
            return (.thread, false)
        }
        if wakes { wake.signal() }
        return need
    }

    /// Takes one that still waits out of the queue.
    func remove(_ forecast: WaitingForecast) -> Bool {
        state.withLock { state in
            guard let position = state.waiting.firstIndex(where: { $0 === forecast }) else { return false }
            state.waiting.remove(at: position)
            return true
        }
    }

    /// Takes the first ones, as many as want the engine of the first: one that was replaced answers those who came before.
    ///
    /// - Returns: none where the thread is to rest.
    func takeFirst(_ limit: Int) -> [WaitingForecast] {
        state.withLock { state in
            guard let engine = state.waiting.first?.engine else {
                state.restingCount += 1
                return []
            }
            let count = state.waiting.prefix(limit).prefix { $0.engine === engine }.count
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting[..<count])
        }
    }

    /// Waits for a request.
    ///
    /// - Returns: false where the thread is to end.
    func rest() -> Bool {
        wake.wait()
        return state.withLock { !$0.isEnded }
    }

    /// Ends every thread when it rests.
    func end() {
        let count = state.withLock { state in
            state.isEnded = true
            return state.threadCount
        }
        for _ in 0..<count { wake.signal() }
    }
}
