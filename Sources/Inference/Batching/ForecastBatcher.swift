import AdvertiserDomain
import Dispatch
import Features
import Foundation
import Glibc
import Synchronization

/// Lets forecasts that are wanted at the same time be made together: their histories read at once, and scored at once.
///
/// There are as many forwards at a time as there are processors for them, each on a thread of the batcher's own. Who comes
/// while one is free starts at once, with those who ask in the same moment; who comes later waits for the forward that ends
/// next, which takes all who wait into the next one. Nobody waits for company, no thread waits for its forecast unless it
/// wants to, and no lock is held while a forward runs.
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

    private let source: any HistorySource
    private let queue: ForecastQueue
    private let patience: UInt64
    private let monotonicNanoseconds: @Sendable () -> UInt64
    private let observe: @Sendable (Record) -> Void

    /// Requests whose histories are read together, in one transaction, before their rows go through the model.
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
        queue = ForecastQueue(threadLimit: max(forwardCount, 1), capacity: capacity)
        patience = UInt64(max(patienceSeconds, 0) * 1e9)
        self.monotonicNanoseconds = monotonicNanoseconds
        self.observe = observe
    }

    deinit {
        queue.end()
    }

    /// Requests that wait for a forward.
    package var waitingCount: Int { queue.count }

    /// The forecasts of one advertiser. Waits on the calling thread.
    ///
    /// - Throws: ``ForecastOverload``, or ``UnknownAdvertiser``, or what the source or ``ForecastEngine/forecast(_:)`` throws.
    package func forecast(_ query: PendingQuery, by engine: ForecastEngine) throws -> AdvertiserForecast {
        let awaited = AwaitedForecast()
        let own = try add(query, to: engine, answer: awaited.finish)
        if !awaited.wait(nanoseconds: patience) {
            if queue.remove(own) { throw ForecastOverload.waitedTooLong }
            // Its turn has come meanwhile: a read, which waits for a writer no longer than for itself alone, and a forward.
            awaited.wait()
        }
        return try awaited.forecast()
    }

    /// As ``forecast(_:by:)``, but returns at once.
    ///
    /// - Parameter answer: gets the outcome, once, on the thread of the forward. One that has waited too long is told so when
    ///   the forward before it has ended.
    /// - Throws: ``ForecastOverload/queueFull``; `answer` is then not called.
    package func submit(
        _ query: PendingQuery, to engine: ForecastEngine,
        answer: @escaping @Sendable (Result<AdvertiserForecast, any Error>) -> Void
    ) throws(ForecastOverload) {
        _ = try add(query, to: engine, answer: answer)
    }

    private func add(
        _ query: PendingQuery, to engine: ForecastEngine, answer: @escaping WaitingForecast.Answer
    ) throws(ForecastOverload) -> WaitingForecast {
        let own = WaitingForecast(query: query, engine: engine, since: monotonicNanoseconds(), answer: answer)
        if try queue.add(own) == .thread { startThread() }
        return own
    }

    private func startThread() {
        Thread { [queue, weak self] in
            Thread.current.name = "forecast"
            repeat { self?.runWaiting() } while queue.rest()
        }.start()
    }

    /// Runs forwards until nobody waits.
    private func runWaiting() {
        var latestEnd: UInt64?
        while true {
            // Lets those ask who are about to: where one processor does everything, nobody could otherwise come meanwhile.
            sched_yield()
            let taken = queue.takeFirst(Self.largestBatch)
            guard !taken.isEmpty else { return }
            // Who came while a thread was free has not waited.
            let end = latestEnd ?? 0
            func isLate(_ waiting: WaitingForecast) -> Bool { end &- min(waiting.since, end) > patience }
            for waiting in taken where isLate(waiting) { waiting.answer(.failure(ForecastOverload.waitedTooLong)) }
            let batch = taken.filter { !isLate($0) }
            if !batch.isEmpty { latestEnd = run(batch) }
        }
    }

    /// - Returns: when the forward ended.
    private func run(_ batch: [WaitingForecast]) -> UInt64 {
        let start = monotonicNanoseconds()
        let engine = batch[0].engine
        let queries = source.complete(batch.map(\.query), windowDays: engine.specification.windowDays)
        let readBy = monotonicNanoseconds()
        let outcomes = engine.forecasts(queries, isParallel: false)
        let end = monotonicNanoseconds()
        let unread = queries.failureCount()
        observe(
            Record(
                modelVersion: engine.version, waits: batch.map { start &- min($0.since, start) },
                scored: batch.count - unread, failures: outcomes.failureCount() - unread,
                computeNanoseconds: end &- readBy))
        for (waiting, outcome) in zip(batch, outcomes) { waiting.answer(outcome) }
        return end
    }
}
