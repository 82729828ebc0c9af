import AdvertiserDomain
import Dispatch
import Features
import Glibc
import Synchronization

/// Lets forecasts that are wanted at the same time be made together: their histories read at once, and scored at once.
///
/// There are as many forwards at a time as there are processors for them. Who comes while one is free starts at once, with
/// those who ask in the same moment; who comes later waits, and the forward that ends next leaves all who wait to one of
/// them, who runs the next one. Nobody waits for company, and no lock is held while a forward runs.
package final class ForecastBatcher: Sendable {
    /// A forward that has ended.
    package struct Record: Sendable {
        package let modelVersion: Int
        /// What each request had waited, in nanoseconds.
        package let waits: [UInt64]
        /// Requests whose histories were read.
        package let scored: Int
        /// Those of them for which there is no forecast.
        package let failures: Int
        package let computeNanoseconds: UInt64
    }

    private struct State: Sendable {
        var running = 0
        var waiting: [WaitingForecast] = []

        /// Takes the first ones who want this engine: one that was replaced answers those who came before.
        mutating func takeWaiting(for engine: ForecastEngine, limit: Int) -> [WaitingForecast] {
            let batch = Array(waiting.lazy.filter { $0.engine === engine }.prefix(limit))
            waiting.removeAll { waiting in batch.contains { $0 === waiting } }
            return batch
        }
    }

    private let source: any HistorySource
    private let forwardCount: Int
    private let capacity: Int
    private let patience: UInt64
    private let monotonicNanoseconds: @Sendable () -> UInt64
    private let observe: @Sendable (Record) -> Void
    private let state = Mutex(State())

    /// Requests that go through the model together; more rows would not make their products faster.
    private static let largestBatch = 64

    /// - Parameters:
    ///   - source: has the histories of the advertisers who are asked for by name.
    ///   - forwardCount: that run at a time.
    ///   - capacity: requests that may wait.
    ///   - patienceSeconds: for which one waits at most until its forward begins.
    ///   - monotonicNanoseconds: a clock that never goes back.
    ///   - observe: told of every forward, on the thread that ran it.
    package init(
        source: any HistorySource, forwardCount: Int, capacity: Int, patienceSeconds: Double,
        monotonicNanoseconds: @escaping @Sendable () -> UInt64, observe: @escaping @Sendable (Record) -> Void = { _ in }
    ) {
        self.source = source
        self.forwardCount = max(forwardCount, 1)
        self.capacity = capacity
        patience = UInt64(max(patienceSeconds, 0) * 1e9)
        self.monotonicNanoseconds = monotonicNanoseconds
        self.observe = observe
    }

    /// Requests that wait for a forward.
    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// The forecasts of one advertiser. Waits on the calling thread.
    ///
    /// - Throws: ``ForecastOverload``, or ``UnknownAdvertiser``, or what the source or ``ForecastEngine/forecast(_:)`` throws.
    package func forecast(_ query: PendingQuery, by engine: ForecastEngine) throws -> AdvertiserForecast {
        let own = WaitingForecast(query: query, engine: engine, since: monotonicNanoseconds())
        let startsNow = try state.withLock { state throws(ForecastOverload) -> Bool in
            if state.running < forwardCount {
                state.running += 1
                return true
            }
            guard state.waiting.count < capacity else { throw .queueFull }
            state.waiting.append(own)
            return false
        }
        if startsNow {
            // Lets those ask who are about to: where one processor does everything, nobody could otherwise come meanwhile.
            sched_yield()
            run([own] + state.withLock { $0.takeWaiting(for: engine, limit: Self.largestBatch - 1) })
        } else if !own.wait(nanoseconds: patience) {
            if leave(own) { throw ForecastOverload.waitedTooLong }
            // Its turn has come meanwhile: a read, which waits for a writer no longer than for itself alone, and a forward.
            own.wait()
        }
        if let batch = own.takeBatch() {
            run(batch)
        }
        return try own.outcome()
    }

    /// Takes one that still waits out of the queue.
    private func leave(_ own: WaitingForecast) -> Bool {
        state.withLock { state in
            guard let position = state.waiting.firstIndex(where: { $0 === own }) else { return false }
            state.waiting.remove(at: position)
            return true
        }
    }

    private func run(_ batch: [WaitingForecast]) {
        let start = monotonicNanoseconds()
        let engine = batch[0].engine
        let queries = source.complete(batch.map(\.query), windowDays: engine.specification.windowDays)
        let readBy = monotonicNanoseconds()
        let outcomes = engine.forecasts(queries)
        let end = monotonicNanoseconds()
        handOver()
        let unread = queries.failureCount()
        observe(
            Record(
                modelVersion: engine.version, waits: batch.map { start &- min($0.since, start) },
                scored: batch.count - unread, failures: outcomes.failureCount() - unread,
                computeNanoseconds: end &- readBy))
        for (waiting, outcome) in zip(batch, outcomes) { waiting.finish(outcome) }
    }

    /// Leaves those who wait to the first of them; where nobody waits, a forward is free.
    private func handOver() {
        let batch = state.withLock { state -> [WaitingForecast] in
            guard let first = state.waiting.first else {
                state.running -= 1
                return []
            }
            return state.takeWaiting(for: first.engine, limit: Self.largestBatch)
        }
        batch.first?.lead(batch)
    }
}
