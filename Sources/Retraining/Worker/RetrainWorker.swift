import AdvertiserDomain
import Checkpoints
import Foundation
import Inference
import Synchronization

/// Looks for what calls for a retraining cycle, and runs one at a time, as long as the service lives.
///
/// It also lets the service follow what other processes activate.
package final class RetrainWorker: Sendable {
    package enum RequestOutcome: Equatable, Sendable {
        /// A cycle starts at once.
        case accepted
        /// One is under way, or about to start.
        case alreadyRunning
    }

    private struct State {
        var status: RetrainStatus
        var schedule: RetrainSchedule
        var request: RetrainTrigger?
        /// Drawn for the wait that follows the cycle of this number.
        var jitter: (cycle: Int, value: Double)?
        /// No cycle starts by itself before this; for faults that the history could not tell.
        var quietUntil: Date?
        var quietAfter = ""

        var isRunning: Bool {
            if case .running = status.activity { true } else { false }
        }
    }

    /// The wait after a cycle that could not begin.
    private static let quietSeconds = 300.0

    private let source: any HistorySource
    private let slot: EngineSlot
    private let versions: VersionSwitch
    private let cycle: any RetrainCycling
    private let history: RetrainHistory
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let uniform: @Sendable () -> Double
    private let observe: @Sendable (RetrainNotice) -> Void
    private let state: Mutex<State>
    private let looks: AsyncStream<Void>
    private let lookNow: AsyncStream<Void>.Continuation
    private let thread = DedicatedThread(name: "adcast.retrain")

    /// - Parameters:
    ///   - slot: what the service answers with.
    ///   - versions: of that slot.
    ///   - now: the time of day, for schedules.
    ///   - uniform: draws from 0 to 1.
    ///   - observe: called from the worker's threads.
    package init(
        source: any HistorySource, slot: EngineSlot, versions: VersionSwitch, cycle: any RetrainCycling,
        history: RetrainHistory, configuration: RetrainingConfiguration,
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date = { Date() },
        uniform: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        observe: @escaping @Sendable (RetrainNotice) -> Void = { _ in }
    ) {
        self.source = source
        self.slot = slot
        self.versions = versions
        self.cycle = cycle
        self.history = history
        self.clock = clock
        self.now = now
        self.uniform = uniform
        self.observe = observe
        state = Mutex(
            State(
                status: RetrainStatus(isEnabled: configuration.isEnabled),
                schedule: RetrainSchedule(configuration: configuration, beganAt: now())))
        (looks, lookNow) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package var status: RetrainStatus { state.withLock { $0.status } }

    /// Puts another configuration into effect; a cycle under way goes on by the one before.
    package func apply(_ configuration: RetrainingConfiguration) {
        state.withLock { state in
            state.schedule.configuration = configuration
            state.status.isEnabled = configuration.isEnabled
        }
        lookNow.yield()
    }

    /// Asks for a cycle, whether cycles start by themselves or not.
    ///
    /// - Parameter by: who asks.
    package func request(by: String) -> RequestOutcome {
        let isAccepted = state.withLock { state in
            guard !state.isRunning, state.request == nil else { return false }
            state.request = RetrainTrigger(kind: .request, why: "asked for by \(by)")
            return true
        }
        guard isAccepted else { return .alreadyRunning }
        lookNow.yield()
        return .accepted
    }

    /// All cycles, oldest first.
    ///
    /// - Throws: ``RetrainError`` where the history cannot be read.
    package func records() throws(RetrainError) -> [RetrainRecord] {
        do {
            return try history.records()
        } catch {
            throw .fileSystem(error)
        }
    }

    /// Works until its task is cancelled; a cycle under way is ended then. To be called once.
    package func run() async {
        // Looking and promoting read files, which would keep a thread of the shared pool.
        await withTaskExecutorPreference(thread) {
            await withDiscardingTaskGroup { group in
                group.addTask { [self] in
                    while !Task.isCancelled {
                        lookNow.yield()
                        do { try await clock.sleep(for: checkInterval) } catch { return }
                    }
                }
                for await _ in looks {
                    if let (trigger, newestDay) = look() {
                        group.addTask { await self.run(trigger, newestDay) }
                    }
                }
                group.cancelAll()
            }
        }
    }

    private var checkInterval: Duration {
        .seconds(state.withLock { $0.schedule.configuration.checkSeconds })
    }

    /// Follows other processes, and says which cycle is to start now.
    private func look() -> (RetrainTrigger, Day)? {
        var problem: String?
        do {
            if let version = try versions.follow() { observe(.followed(version: version)) }
        } catch {
            problem = error.operatorDescription
        }
        var start: (RetrainTrigger, Day)?
        do {
            start = try due()
        } catch let error as NoCompleteDay {
            problem = error.description
            state.withLock { $0.request = nil }
        } catch {
            // A database that is locked now need not be at the next look, and whoever asked was told of a cycle.
            problem = error.operatorDescription
        }
        // What is wrong is told once, not at every look.
        let isNews = state.withLock { state in
            defer { state.status.problem = problem }
            return state.status.problem != problem
        }
        if isNews, let problem { observe(.problem(problem)) }
        return start
    }

    /// The cycle that is to start now; the state then says that it runs.
    private func due() throws -> (RetrainTrigger, Day)? {
        let (isRunning, request) = state.withLock { ($0.isRunning, $0.request) }
        guard !isRunning else { return nil }
        let newestDay = try source.dataRange()?.newest
        let next = try next(request: request, newestDay: newestDay)
        let moment = now()
        return state.withLock { state in
            state.status.newestDay = newestDay
            state.status.nextScheduledAt = nil
            state.status.activity = .idle
            switch next {
            case .wait(let until):
                state.status.nextScheduledAt = until
            case .backOff(let until, let reason):
                state.status.activity = .backingOff(until: until, after: reason)
            case .cycle(let trigger):
                guard let newestDay else { return nil }
                state.request = nil
                state.status.activity = .running(since: moment, trigger: trigger)
                return (trigger, newestDay)
            }
            return nil
        }
    }

    private func next(request: RetrainTrigger?, newestDay: Day?) throws -> RetrainSchedule.Next {
        if let request {
            guard newestDay != nil else { throw NoCompleteDay() }
            return .cycle(request)
        }
        let moment = now()
        let (quietUntil, quietAfter, schedule) = state.withLock { ($0.quietUntil, $0.quietAfter, $0.schedule) }
        if let quietUntil, moment < quietUntil { return .backOff(until: quietUntil, after: quietAfter) }
        let records = try records()
        return schedule.next(
            at: moment, newestDay: newestDay, championDay: slot.current.manifest.newestLabelDay, records: records,
            jitter: jitter(after: records.last?.cycle ?? 0))
    }

    /// The jitter of the wait after a cycle, the same at every look.
    private func jitter(after cycle: Int) -> Double {
        state.withLock { state in
            if let jitter = state.jitter, jitter.cycle == cycle { return jitter.value }
            let value = uniform()
            state.jitter = (cycle, value)
            return value
        }
    }

    private func run(_ trigger: RetrainTrigger, _ newestDay: Day) async {
        observe(.started(trigger))
        do {
            let configuration = state.withLock { $0.schedule.configuration }
            let record = try await cycle.run(trigger, newestDay: newestDay, configuration: configuration) {
                [self] line in
                state.withLock { $0.status.progress = line }
                observe(.progress(line))
            }
            finish()
            observe(.finished(record))
        } catch {
            let reason = error.operatorDescription
            finish(quietUntil: now() + Self.quietSeconds, after: reason)
            observe(.failed(reason: reason))
        }
        lookNow.yield()
    }

    private func finish(quietUntil: Date? = nil, after reason: String = "") {
        state.withLock { state in
            state.status.activity = .idle
            state.status.progress = nil
            state.quietUntil = quietUntil
            state.quietAfter = reason
        }
    }
}
