import AdvertiserDomain
import Dispatch
import Features
import Foundation
import Synchronization

/// Keeps a table of forecasts for the engine that answers and the newest complete day.
///
/// One thread looks several times a second whether another engine answers, a day was completed or anything was written; a
/// second one, which gives way to all others, reads the data and makes tables. From the moment that a change is seen until
/// it is known that it changed no forecast, there is no table, and forecasts are computed.
package final class ForecastTables: Sendable {
    /// A table that is right as long as the source's mark does not change.
    private struct Served: Sendable {
        let goal: ForecastTableWork.Goal
        let table: ForecastTable
        let mark: ChangeMark
        let seconds: Double
        var isSuspended = false
    }

    private struct State: Sendable {
        var served: Served?
        var work: ForecastTableWork?
        /// Until when nothing is tried after a failure, in seconds of uptime.
        var restsUntil = 0.0
        var isStopped = false
    }

    private let source: any HistorySource
    private let slot: EngineSlot
    private let cache: ForecastTableCache
    private let giveWay: @Sendable () -> Void
    private let observe: @Sendable (ForecastTableNotice) -> Void
    private let state = Mutex(State())
    private let stopped = DispatchSemaphore(value: 0)

    private static let lookInterval = DispatchTimeInterval.milliseconds(100)
    private static let restSeconds = 30.0

    /// - Parameters:
    ///   - giveWay: called on the thread that makes tables, to lower its priority.
    ///   - observe: told what happens, on any thread.
    package init(
        source: any HistorySource, slot: EngineSlot, cache: ForecastTableCache,
        giveWay: @escaping @Sendable () -> Void = {},
        observe: @escaping @Sendable (ForecastTableNotice) -> Void = { _ in }
    ) {
        self.source = source
        self.slot = slot
        self.cache = cache
        self.giveWay = giveWay
        self.observe = observe
    }

    /// The table of an engine; `nil` while there is none that is known to be right.
    package func current(for engine: ForecastEngine) -> ForecastTable? {
        state.withLock { state in
            guard let served = state.served, !served.isSuspended, served.goal.engine === engine else { return nil }
            return served.table
        }
    }

    /// How long it took to find or make the table there is.
    package var seconds: Double? { state.withLock { $0.served?.seconds } }

    /// Looks from now on, until ``stop()``.
    package func start() {
        // Weak, as in `begin`: a thread keeps its block until its thread-specific data go, those of Dispatch maybe already
        // gone. This may then be the last that holds the source, and to close that needs them.
        Thread { [weak self, stopped] in
            Thread.current.name = "forecast-watch"
            repeat {
                guard let self else { return }
                do {
                    try look()
                } catch {
                    rest(after: error)
                }
            } while stopped.wait(timeout: .now() + Self.lookInterval) == .timedOut
        }.start()
    }

    package func stop() {
        state.withLock { state in
            state.isStopped = true
            state.work?.cancel()
        }
        stopped.signal()
    }

    /// Compares what there is with what is wanted, and acts on the difference.
    func look() throws {
        guard state.withLock({ $0.restsUntil <= ProcessInfo.processInfo.systemUptime && !$0.isStopped }) else { return }
        let engine = slot.current
        let mark = try source.changeMark()
        guard let range = try source.dataRange(), range.dayCount >= engine.specification.windowDays else {
            state.withLock { state in
                state.served = nil
                state.work?.cancel()
                state.work = nil
            }
            return
        }
        let goal = ForecastTableWork.Goal(engine: engine, asOf: range.newest)
        let (work, candidate, isChange) = state.withLock { state -> (ForecastTableWork?, ForecastTable?, Bool) in
            if let served = state.served, served.goal == goal, served.mark == mark, !served.isSuspended {
                return (nil, nil, false)
            }
            let isChange = state.served?.isSuspended == false
            state.served?.isSuspended = true
            if state.work?.goal == goal { return (nil, nil, isChange) }
            state.work?.cancel()
            let work = ForecastTableWork(goal, source: source, cache: cache, observe: observe)
            state.work = work
            return (work, state.served?.goal == goal ? state.served?.table : nil, isChange)
        }
        if isChange { observe(.suspended) }
        if let work { begin(work, candidate: candidate, changed: isChange) }
    }

    private func begin(_ work: ForecastTableWork, candidate: ForecastTable?, changed: Bool) {
        // Work that nobody wants any more is gone.
        Thread { [weak self, weak work] in
            Thread.current.name = "forecast-table"
            guard let self, let work else { return }
            giveWay()
            let start = ProcessInfo.processInfo.systemUptime
            do {
                let found = try work.table(candidate: candidate, changed: changed)
                let seconds = ProcessInfo.processInfo.systemUptime - start
                let isServed = state.withLock { state in
                    guard state.work === work else { return false }
                    state.work = nil
                    // What failed meanwhile does not keep writes from being noticed.
                    state.restsUntil = 0
                    state.served = Served(goal: work.goal, table: found.table, mark: found.mark, seconds: seconds)
                    return true
                }
                if isServed { observe(.ready(found.table, seconds: seconds, isNew: found.isNew)) }
            } catch {
                finish(work, with: error)
            }
        }.start()
    }

    private func finish(_ work: ForecastTableWork, with error: any Error) {
        let isCurrent = state.withLock { state in
            guard state.work === work else { return false }
            state.work = nil
            return true
        }
        if isCurrent, !(error is ForecastTableWork.Cancelled) { rest(after: error) }
    }

    private func rest(after error: any Error) {
        state.withLock { state in
            state.served?.isSuspended = true
            state.restsUntil = ProcessInfo.processInfo.systemUptime + Self.restSeconds
        }
        observe(.failed("\(error)"))
    }
}
