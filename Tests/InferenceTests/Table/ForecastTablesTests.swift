import AdvertiserDomain
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Inference

struct ForecastTablesTests {
    /// Keeps what it is told, and lets a test wait for it.
    private final class Notices: Sendable {
        private let all = Mutex<[ForecastTableNotice]>([])
        private let added = DispatchSemaphore(value: 0)

        func add(_ notice: ForecastTableNotice) {
            all.withLock { $0.append(notice) }
            added.signal()
        }

        func next() throws -> ForecastTableNotice {
            try #require(added.wait(timeout: .now() + 20) == .success)
            return all.withLock { $0.removeFirst() }
        }

        /// The next notice, which says that there is a table.
        func ready() throws -> (table: ForecastTable, isNew: Bool) {
            let notice = try next()
            guard case .ready(let table, _, let isNew) = notice else {
                Issue.record("\(notice) is not a table")
                throw CancellationError()
            }
            return (table, isNew)
        }
    }

    let world: TinyWorld
    let slot: EngineSlot
    let source: ChangingSource
    let directory = TableDirectory()
    private let notices = Notices()

    init() throws {
        world = try TinyWorld()
        slot = EngineSlot(try world.engine())
        source = ChangingSource(world)
    }

    private func tables(_ cache: ForecastTableCache? = nil) -> ForecastTables {
        ForecastTables(source: source, slot: slot, cache: cache ?? directory.cache, observe: notices.add)
    }

    private func forecast(_ position: Int) throws -> [ScenarioForecast] {
        let history = try #require(
            source.history(
                of: "a\(position)", from: TinyWorld.lastDay - 9, through: TinyWorld.lastDay))
        return try slot.current.forecast(
            ForecastQuery(history: history, scenarios: world.scenarios, asOf: TinyWorld.lastDay)
        ).scenarios
    }

    @Test func makesATableAndKeepsItForTheNextProcess() throws {
        let first = tables()
        #expect(first.current(for: slot.current) == nil)
        try first.look()
        #expect(try notices.ready().isNew)
        let table = try #require(first.current(for: slot.current))
        #expect(try #require(table.scenarios(of: "a4")).agree(with: forecast(4)))
        #expect(directory.files.count == 1)

        let second = tables()
        try second.look()
        #expect(try !notices.ready().isNew)
        #expect(second.current(for: slot.current)?.key == table.key)
    }

    @Test func aCorrectedDayTakesTheTableAwayUntilThereIsAnother() throws {
        let tables = tables()
        try tables.look()
        let before = try notices.ready().table
        let corrected = try #require(world.histories[4].snapshots.last)
        source.change { histories in
            histories = histories.map { history in
                history.advertiser == "a4" ? history.corrected(corrected.scenario, corrected.day) : history
            }
        }
        try tables.look()
        guard case .suspended = try notices.next() else {
            Issue.record("the change was not seen")
            return
        }
        let (after, isNew) = try notices.ready()
        #expect(isNew)
        #expect(after.key.revision != before.key.revision)
        #expect(try #require(after.scenarios(of: "a4")).agree(with: forecast(4)))
        #expect(after.scenarios(of: "a4") != before.scenarios(of: "a4"))
        // The old file is gone.
        #expect(directory.files.count == 1)
    }

    @Test func aWriteThatChangesNothingKeepsTheTable() throws {
        let tables = tables()
        try tables.look()
        let before = try notices.ready().table
        source.change { _ in }
        try tables.look()
        #expect(tables.current(for: slot.current) == nil)
        guard case .suspended = try notices.next() else {
            Issue.record("the change was not seen")
            return
        }
        let (after, isNew) = try notices.ready()
        #expect(!isNew)
        #expect(after === before)
        #expect(tables.current(for: slot.current) === before)
    }

    @Test func anotherVersionOrDayGetsATableOfItsOwn() throws {
        let tables = tables()
        try tables.look()
        _ = try notices.ready()
        let old = slot.current
        slot.replace(with: try world.engine(version: 2))
        #expect(tables.current(for: slot.current) == nil)
        #expect(tables.current(for: old) != nil)
        try tables.look()
        while true {
            if case .ready(let table, _, _) = try notices.next() {
                #expect(table.key.modelVersion == 2)
                break
            }
        }
        source.setNewest(TinyWorld.lastDay - 1)
        try tables.look()
        while true {
            if case .ready(let table, _, _) = try notices.next() {
                #expect(table.key.asOf == TinyWorld.lastDay - 1)
                break
            }
        }
        #expect(directory.files.count == 1)
    }

    @Test func aDamagedFileIsToldAndMadeAnew() throws {
        let first = tables()
        try first.look()
        _ = try notices.ready()
        #expect(first.current(for: slot.current) != nil)
        let file = directory.path + "/" + (try #require(directory.files.first))
        var bytes = try Data(contentsOf: URL(filePath: file))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: file))
        let second = tables()
        try second.look()
        guard case .unusable(.unusable(file, .damagedContent)) = try notices.next() else {
            Issue.record("the damage was not told")
            return
        }
        #expect(try notices.ready().isNew)
        #expect(second.current(for: slot.current) != nil)
    }

    @Test func whereNothingCanBeWrittenTheTableIsInMemory() throws {
        // A file stands where the directory should be.
        try Data().write(to: URL(filePath: directory.path))
        let tables = tables(ForecastTableCache(directory: directory.path + "/cache"))
        try tables.look()
        guard case .keptInMemory = try notices.next() else {
            Issue.record("the refusal was not told")
            return
        }
        #expect(try notices.ready().isNew)
        let table = try #require(tables.current(for: slot.current))
        #expect(try #require(table.scenarios(of: "a1")).agree(with: forecast(1)))
    }

    @Test func workThatIsNotWantedAnyMoreEnds() throws {
        let work = ForecastTableWork(
            ForecastTableWork.Goal(engine: slot.current, asOf: TinyWorld.lastDay), source: source,
            cache: directory.cache, observe: notices.add)
        work.cancel()
        #expect(throws: ForecastTableWork.Cancelled.self) { try work.table(candidate: nil, changed: false) }
        #expect(directory.files.isEmpty)
    }

    @Test func looksByItselfUntilItIsStopped() throws {
        let tables = tables()
        tables.start()
        _ = try notices.ready()
        source.change { $0.removeLast() }
        while true {
            if case .ready(_, _, let isNew) = try notices.next() {
                #expect(isNew)
                break
            }
        }
        tables.stop()
    }
}
