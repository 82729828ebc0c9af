import AdvertiserDomain
import Foundation
import Testing

@testable import SnapshotStorage

struct WorldConfigurationFileTests {
    @Test func standsBesideTheDatabase() throws {
        #expect(try WorldConfigurationFile.path(besideDatabase: "/data/demo.sqlite") == "/data/demo.yaml")
        #expect(try WorldConfigurationFile.path(besideDatabase: "/data/demo") == "/data/demo.yaml")
        #expect(throws: WorldError.outputNamedLikeConfiguration(path: "/data/demo.yaml")) {
            try WorldConfigurationFile.path(besideDatabase: "/data/demo.yaml")
        }
    }

    @Test func namesTheDatabaseRelativeToItself() {
        #expect(WorldConfigurationFile.text(databaseName: "demo.sqlite").contains("\ndatabase: demo.sqlite\n"))
        let odd = WorldConfigurationFile.text(databaseName: "a: \"b\"\n.sqlite")
        #expect(odd.contains("\ndatabase: \"a: \\\"b\\\"\\x0a.sqlite\"\n"))
        #expect(WorldConfigurationFile.text(databaseName: "true").contains("\ndatabase: \"true\"\n"))
    }

    @Test func keepsAFileAndSaysWhenItIsForAnotherDatabase() throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.file("demo.yaml")
        let database = scratch.file("demo.sqlite")
        #expect(try WorldConfigurationFile.write(to: path, databasePath: database) == .written)
        #expect(try WorldConfigurationFile.write(to: path, databasePath: database) == .kept)
        let other = WorldConfigurationFile.text(databaseName: "other.sqlite")
        try Data(other.utf8).write(to: URL(fileURLWithPath: path))
        #expect(
            try WorldConfigurationFile.write(to: path, databasePath: database)
                == .keptForOther(database: scratch.file("other.sqlite")))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == other)
    }

    @Test func isAConfigurationOfTheDatabaseBesideIt() throws {
        let scratch = try TemporaryDirectory()
        let summary = try WorldWriter.generate(
            parameters: .small(advertisers: 50, days: 30), databasePath: scratch.file("demo.sqlite"))
        let configuration = try AdcastConfiguration.load(path: summary.configurationPath)
        #expect(configuration.database == scratch.file("demo.sqlite"))
        #expect(configuration.models == scratch.file("models"))
        #expect(configuration.windowDays == 40 && configuration.horizonDays == 7)
        #expect(
            configuration.tasks.map(\.name) == ["impressions", "clicks", "expenditure", "gmv", "active_days"])
        let today = WorldParameters.firstDay + 30
        let database = try SnapshotDatabase(
            path: configuration.database, columns: configuration.columns, today: { today })
        let tally = try database.checkRows()
        #expect(tally.rows >= summary.snapshotRows && tally.badRows == 0)
        #expect(try database.scenarios().count == 5)
        #expect(try database.requiredDataRange().newest == summary.lastDay)
    }
}
