import AdvertiserDomain
import Foundation
import GRDB
import Testing

@testable import SnapshotStorage

struct WorldWriterTests {
    private struct Stop: Error {}

    @Test func writesTheTablesOfTheContract() throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.file("world.sqlite")
        let summary = try WorldWriter.generate(parameters: .small(), databasePath: path)
        #expect(scratch.content == ["world.sqlite", "world.yaml"])
        #expect(summary.configurationPath == URL(fileURLWithPath: scratch.file("world.yaml")).path)
        #expect(summary.configurationOrigin == .written)
        #expect(summary.firstDay.isoText == "2019-12-10" && summary.lastDay.isoText == "2020-02-07")
        let queue = try DatabaseQueue(path: path)
        try queue.read { database in
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM daily_snapshots") == summary.snapshotRows)
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM advertisers") == 200)
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM scenarios") == 5)
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM snapshot_days") == 60)
            #expect(try String.fetchOne(database, sql: "SELECT min(date) FROM daily_snapshots") == "2019-12-10")
            #expect(try String.fetchOne(database, sql: "SELECT max(date) FROM daily_snapshots") == "2020-02-07")
            let keys = try database.primaryKey("daily_snapshots").columns
            #expect(keys == ["advertiser", "scenario", "date"])
            let sql = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = 'daily_snapshots'")
            #expect(sql?.contains("WITHOUT ROWID") == true)
            let types = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT typeof(logins), typeof(budget), typeof(impressions), typeof(expenditure), typeof(gmv)
                    FROM daily_snapshots
                    """)
            #expect(
                types.map { $0.databaseValues.map(\.description) } == [
                    ["\"integer\"", "\"real\"", "\"integer\"", "\"real\"", "\"real\""]
                ])
            let orphans = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM daily_snapshots WHERE advertiser NOT IN (SELECT advertiser FROM advertisers)
                    OR scenario NOT IN (SELECT scenario FROM scenarios) OR date NOT IN (SELECT date FROM snapshot_days)
                    """)
            #expect(orphans == 0)
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
        }
    }

    @Test func sameSeedWritesTheSameRows() throws {
        let scratch = try TemporaryDirectory()
        for (name, seed) in [("a", UInt64(1)), ("b", 1), ("c", UInt64.max)] {
            try WorldWriter.generate(
                parameters: .small(seed: seed, advertisers: 50, days: 20), databasePath: scratch.file("\(name).sqlite"))
        }
        let first = try contents(ofDatabase: scratch.file("a.sqlite"))
        #expect(first == (try contents(ofDatabase: scratch.file("b.sqlite"))))
        #expect(first != (try contents(ofDatabase: scratch.file("c.sqlite"))))
    }

    @Test func appendedDaysAreThoseOfALongerWorld() throws {
        let scratch = try TemporaryDirectory()
        let grown = scratch.file("grown.sqlite")
        try WorldWriter.generate(parameters: .small(seed: .max, days: 95), databasePath: grown)
        let first = try WorldWriter.append(days: 1, databasePath: grown)
        #expect(first.firstDay == first.lastDay && first.firstDay == WorldParameters.firstDay + 95)
        let second = try WorldWriter.append(days: 14, databasePath: grown)
        #expect(second.snapshotRows > 0)
        let whole = scratch.file("whole.sqlite")
        try WorldWriter.generate(parameters: .small(seed: .max, days: 110), databasePath: whole)
        #expect(try contents(ofDatabase: grown) == contents(ofDatabase: whole))
    }

    @Test func refusesToOverwrite() throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.file("world.sqlite")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: WorldError.outputExists(path: path)) {
            try WorldWriter.generate(parameters: .small(advertisers: 2, days: 2), databasePath: path)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
        #expect(scratch.content == ["world.sqlite"])
    }

    @Test func aFileThatAppearsMeanwhileIsKept() throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.file("world.sqlite")
        #expect(throws: WorldError.outputExists(path: path)) {
            try WorldWriter.generate(parameters: .small(advertisers: 2, days: 2), databasePath: path) { _, _ in
                try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
            }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
    }

    @Test func keepsAConfigurationThatIsThere() throws {
        let scratch = try TemporaryDirectory()
        let configuration = URL(fileURLWithPath: scratch.file("world.yaml"))
        try Data("# mine\n".utf8).write(to: configuration)
        try WorldWriter.generate(
            parameters: .small(advertisers: 2, days: 2), databasePath: scratch.file("world.sqlite"))
        #expect(try String(contentsOf: configuration, encoding: .utf8) == "# mine\n")
    }

    @Test func nothingStaysWhereWritingStops() throws {
        let scratch = try TemporaryDirectory()
        #expect(throws: Stop.self) {
            try WorldWriter.generate(parameters: .small(days: 5), databasePath: scratch.file("world.sqlite")) {
                done, _ in
                if done > 64 { throw Stop() }
            }
        }
        #expect(scratch.content.isEmpty)
    }

    @Test func whatAKilledProcessLeftIsRemoved() throws {
        let scratch = try TemporaryDirectory()
        // No process has this number: it is above the kernel's limit. Process 1 always runs.
        let dead = scratch.file(".world.sqlite.generating-2147483646")
        let alive = scratch.file(".world.sqlite.generating-1")
        for path in [dead, alive] { try Data("half".utf8).write(to: URL(fileURLWithPath: path)) }
        try WorldWriter.generate(
            parameters: .small(advertisers: 2, days: 2), databasePath: scratch.file("world.sqlite"))
        #expect(scratch.content == [".world.sqlite.generating-1", "world.sqlite", "world.yaml"])
    }

    @Test func anAppendThatStopsChangesNothing() throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.file("world.sqlite")
        try WorldWriter.generate(parameters: .small(days: 5), databasePath: path)
        let before = try contents(ofDatabase: path)
        #expect(throws: Stop.self) {
            try WorldWriter.append(days: 3, databasePath: path) { done, _ in
                if done > 64 { throw Stop() }
            }
        }
        #expect(try contents(ofDatabase: path) == before)
    }

    @Test func onlyItsOwnDatabaseIsContinued() throws {
        let scratch = try TemporaryDirectory()
        let missing = scratch.file("missing.sqlite")
        #expect(throws: WorldError.databaseMissing(path: missing)) {
            try WorldWriter.append(days: 1, databasePath: missing)
        }
        #expect(scratch.content.isEmpty)
        let text = scratch.file("text.sqlite")
        try Data(String(repeating: "no database at all. ", count: 100).utf8).write(to: URL(fileURLWithPath: text))
        #expect(throws: WorldError.notGenerated(path: text, reason: "no SQLite database")) {
            try WorldWriter.append(days: 1, databasePath: text)
        }
        let foreign = scratch.file("foreign.sqlite")
        try edit(foreign, "CREATE TABLE daily_snapshots(advertiser TEXT)")
        #expect(throws: WorldError.notGenerated(path: foreign, reason: "no table generator")) {
            try WorldWriter.append(days: 1, databasePath: foreign)
        }
    }

    @Test func aGeneratorTableThatDoesNotFitIsRefused() throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.file("world.sqlite")
        try WorldWriter.generate(parameters: .small(advertisers: 3, days: 5), databasePath: path)
        #expect(throws: WorldError.sizeOutOfBounds(option: "--append-days", value: 4_000, bounds: 1...3_645)) {
            try WorldWriter.append(days: 4_000, databasePath: path)
        }
        try edit(path, "INSERT INTO snapshot_days VALUES ('2020-01-01', NULL)")
        #expect(throws: WorldError.daysDisagree(path: path, newest: "2020-01-01", expected: "2019-12-14")) {
            try WorldWriter.append(days: 1, databasePath: path)
        }
        try edit(path, "UPDATE generator SET revision = 99")
        #expect(throws: WorldError.otherRevision(path: path, found: 99, expected: WorldWriter.revision)) {
            try WorldWriter.append(days: 1, databasePath: path)
        }
        for damage in ["SET days = -3", "SET advertisers = 'many'", "SET seed = NULL"] {
            try edit(path, "UPDATE generator \(damage)")
            let error = #expect(throws: WorldError.self) {
                try WorldWriter.append(days: 1, databasePath: path)
            }
            #expect(error?.description.contains("table generator") == true)
        }
    }

    @Test func aDirectoryThatIsNotThereIsNamed() throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.file("nowhere/world.sqlite")
        let error = #expect(throws: WorldError.self) {
            try WorldWriter.generate(parameters: .small(advertisers: 2, days: 2), databasePath: path)
        }
        #expect(error?.description.hasPrefix("\(path): cannot be written") == true)
        #expect(error?.description.contains("\n") == false)
    }

    private func edit(_ path: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
