import AdvertiserDomain
import Checkpoints
import ForecastModels
import Foundation
import Testing

@testable import Inference

struct ForecastTableTests {
    let world: TinyWorld
    let engine: ForecastEngine
    let source: ChangingSource
    let directory = TableDirectory()

    init() throws {
        world = try TinyWorld()
        engine = try world.engine()
        source = ChangingSource(world)
    }

    private func build(on engine: ForecastEngine? = nil) throws -> (table: ForecastTable, path: String) {
        let draft = try directory.cache.makeDraft { _ in Issue.record("the directory refuses a table") }
        let build = ForecastTableBuild(
            engine: engine ?? self.engine, source: source, asOf: TinyWorld.lastDay, check: {})
        let key = try build.write(to: draft.output)
        let path = try #require(try directory.cache.publish(draft, key: key))
        return (try ForecastTable(path: path), path)
    }

    @Test func holdsWhatTheEngineForecasts() throws {
        let table = try build().table
        #expect(table.advertiserCount == world.histories.count)
        #expect(table.key.asOf == TinyWorld.lastDay)
        for (position, history) in world.histories.enumerated() {
            let live = try engine.forecast(world.query(position))
            let known = try #require(table.scenarios(of: history.advertiser))
            #expect(known.count == 2 && known.agree(with: live.scenarios))
            #expect(engine.forecast(asOf: table.key.asOf, scenarios: live.scenarios) == live)
        }
    }

    @Test func namedScenariosKeepTheirOrder() throws {
        let table = try build().table
        let live = try engine.forecast(world.query(3, requested: ["search", "display"]))
        let known = try #require(table.scenarios(of: "a3", named: ["search", "display"]))
        #expect(known.agree(with: live.scenarios))
        #expect(table.scenarios(of: "a3", named: ["radio"]) == nil)
    }

    @Test("Advertisers that are not there", arguments: ["", "a", "a00", "a12", "b", "zz", "A1"])
    func unknownAdvertiser(name: String) throws {
        #expect(try build().table.scenarios(of: name) == nil)
    }

    @Test func listsEverybodyInOrder() throws {
        var names: [String] = []
        try build().table.forEachAdvertiser { name, scenarios in
            names.append(name)
            #expect(!scenarios.isEmpty)
        }
        #expect(names == world.histories.map(\.advertiser).sorted())
    }

    @Test func anEmptyPlatformMakesAnEmptyTable() throws {
        source.change { $0 = [] }
        let table = try build().table
        #expect(table.advertiserCount == 0)
        #expect(table.scenarios(of: "a1") == nil)
    }

    @Test func absentAndPresentNumbersComeBack() throws {
        let draft = try directory.cache.makeDraft { _ in }
        var writer = try ForecastTableWriter(
            draft.output, taskCount: 2, fields: [.mean, .point, .activeProbability, .p50])
        let row = ScenarioForecast(
            scenario: "display", status: .coldScenario, historyDays: 7,
            forecasts: [
                Forecast(mean: 1.5, point: 0, activeProbability: 0.25, p50: 3),
                Forecast(mean: 2, point: 1, activeProbability: 0.75),
            ])
        try writer.add("é", [row])
        let key = ForecastTableKey(engine: engine, asOf: TinyWorld.lastDay, revision: DataRevision(high: 1, low: 2))
        try writer.finish(key: key)
        let table = try ForecastTable(try draft.output.mapped(), path: "draft")
        #expect(table.scenarios(of: "é") == [row])
        #expect(table.key == key)
    }

    /// Every byte counts: each is changed by itself, and each prefix of the file is tried.
    @Test func damageIsFoundWhereverItIs() throws {
        let (_, path) = try build()
        let whole = try Data(contentsOf: URL(filePath: path))
        let damaged = directory.path + "/damaged"
        for position in stride(from: 0, to: whole.count, by: 37) {
            var bytes = whole
            bytes[position] ^= 0x10
            try bytes.write(to: URL(filePath: damaged))
            #expect(throws: ForecastTableError.self, "byte \(position)") { try ForecastTable(path: damaged) }
        }
        for count in [0, 1, 8, 255, 256, 257, whole.count / 2, whole.count - 1] {
            try whole.prefix(count).write(to: URL(filePath: damaged))
            #expect(throws: ForecastTableError.self, "\(count) bytes") { try ForecastTable(path: damaged) }
        }
        try Data("something else, long enough to have a header \(String(repeating: "x", count: 300))".utf8)
            .write(to: URL(filePath: damaged))
        #expect(throws: ForecastTableError.unusable(path: damaged, .notATable)) { try ForecastTable(path: damaged) }
        #expect(throws: ForecastTableError.self) { try ForecastTable(path: directory.path) }
    }

    /// Hashes keep accidents out; a file with right hashes and wrong bounds is still no reason to end the process.
    @Test func boundsAreCheckedThoughHashesAreRight() throws {
        let draft = try directory.cache.makeDraft { _ in }
        try draft.output.reserve(ForecastTableLayout.headerBytes)
        let layout = ForecastTableLayout(
            advertiserCount: 1, rowCount: 0, taskCount: 1, fields: [.mean], scenarioCount: 0, nameBytes: 0,
            scenarioNameBytes: 0)
        try draft.output.append { bytes in
            bytes = [UInt8](repeating: 0xFF, count: layout.fileBytes - ForecastTableLayout.headerBytes)
        }
        let key = ForecastTableKey(engine: engine, asOf: TinyWorld.lastDay, revision: DataRevision(high: 1, low: 2))
        let header = ForecastTableHeader(key: key, layout: layout, contentHash: try draft.output.finish())
        try draft.output.write(header.bytes, at: 0)
        #expect(throws: ForecastTableError.unusable(path: "forged", .inconsistent)) {
            try ForecastTable(try draft.output.mapped(), path: "forged")
        }
    }
}
