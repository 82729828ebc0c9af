import AdvertiserDomain
import Checkpoints
import Dispatch
import Features
import Synchronization

/// Finds or makes the table for one goal, and ends early when it is not wanted any more.
final class ForecastTableWork: Sendable {
    /// What a table is wanted for.
    struct Goal: Equatable, Sendable {
        let engine: ForecastEngine
        let asOf: Day

        static func == (left: Goal, right: Goal) -> Bool { left.engine === right.engine && left.asOf == right.asOf }
    }

    struct Cancelled: Error {}

    let goal: Goal
    private let source: any HistorySource
    private let cache: ForecastTableCache
    private let observe: @Sendable (ForecastTableNotice) -> Void
    private let isCancelled = Atomic(false)
    private let cancellation = DispatchSemaphore(value: 0)

    /// For so long the source must not change before it is read: a loader that writes bit by bit is waited for.
    private static let quietTime = DispatchTimeInterval.milliseconds(200)

    init(
        _ goal: Goal, source: any HistorySource, cache: ForecastTableCache,
        observe: @escaping @Sendable (ForecastTableNotice) -> Void
    ) {
        self.goal = goal
        self.source = source
        self.cache = cache
        self.observe = observe
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
        cancellation.signal()
    }

    /// - Parameters:
    ///   - candidate: a table of the goal that may still be right.
    ///   - changed: whether the source has just changed.
    /// - Returns: the table, whether it is new, and the mark of the source for which it is right.
    /// - Throws: ``Cancelled``, ``ForecastTableError``, or what the source throws.
    func table(
        candidate: ForecastTable?, changed: Bool
    ) throws -> (table: ForecastTable, isNew: Bool, mark: ChangeMark) {
        var candidate = candidate
        var isNew = false
        var mark = changed ? try quietMark() : try source.changeMark()
        if candidate == nil { candidate = storedCandidate() }
        while true {
            try check()
            if try candidate == nil || revision() != candidate?.key.revision {
                candidate = try build()
                isNew = true
            }
            let later = try source.changeMark()
            if let table = candidate, later == mark { return (table, isNew, mark) }
            mark = try quietMark()
        }
    }

    private func check() throws {
        if isCancelled.load(ordering: .relaxed) { throw Cancelled() }
    }

    /// Waits until nothing is written for a moment.
    private func quietMark() throws -> ChangeMark {
        var mark = try source.changeMark()
        while true {
            _ = cancellation.wait(timeout: .now() + Self.quietTime)
            try check()
            let later = try source.changeMark()
            if later == mark { return mark }
            mark = later
        }
    }

    private func revision() throws -> DataRevision {
        try DataRevision.current(
            of: source, from: goal.asOf - (goal.engine.specification.windowDays - 1), through: goal.asOf, check: check)
    }

    /// A table of the goal that an earlier process left.
    private func storedCandidate() -> ForecastTable? {
        for path in cache.paths(version: goal.engine.version, asOf: goal.asOf) {
            do throws(ForecastTableError) {
                let table = try ForecastTable(path: path)
                let wanted = ForecastTableKey(
                    engine: goal.engine, asOf: goal.asOf, revision: table.key.revision)
                if table.key == wanted, table.fits(goal.engine) { return table }
            } catch {
                observe(.unusable(error))
            }
        }
        return nil
    }

    private func build() throws -> ForecastTable {
        let draft = try cache.makeDraft { observe(.keptInMemory($0)) }
        do {
            let build = ForecastTableBuild(
                engine: goal.engine, source: source, asOf: goal.asOf, check: check)
            let key = try build.write(to: draft.output)
            let path = try cache.publish(draft, key: key)
            let table = try ForecastTable(try draft.output.mapped(), path: path ?? "the table in memory")
            cache.removeAll(but: path)
            return table
        } catch {
            cache.discard(draft)
            throw error
        }
    }
}
