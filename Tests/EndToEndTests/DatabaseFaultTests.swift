import Foundation
import Testing

extension EndToEndTests {
    @Suite struct DatabaseFaultTests {
        /// A change to the newest row that breaks the data contract, and what the error says of it.
        struct BadRow: CustomTestStringConvertible, Sendable {
            let change: String
            let complaint: String

            var testDescription: String { change }
        }

        static let badRows = [
            BadRow(change: "clicks = 'many'", complaint: "daily_snapshots.clicks"),
            BadRow(change: "clicks = x'00FF'", complaint: "is binary data"),
            BadRow(change: "clicks = -4", complaint: "-4.0 is negative"),
            BadRow(change: "clicks = 9e999", complaint: "is not a finite 32-bit number"),
            BadRow(change: "date = '2020-3-8'", complaint: "'2020-3-8' is not a date YYYY-MM-DD"),
            BadRow(change: "date = '2020-02-30'", complaint: "'2020-02-30' is not a date YYYY-MM-DD"),
            BadRow(change: "date = '2999-01-01'", complaint: "lies after today"),
        ]

        /// Runs `commands` and expects each to refuse and to leave all files as they are.
        private func expectRefusals(
            in place: Workplace, commands: [String] = ["train", "score", "inspect"], exitCode: Int32, naming: [String]
        ) throws {
            let before = try FileTree(place.directory.path)
            for command in commands {
                expectRefusal(try place.run(command), exitCode: exitCode, naming: naming)
            }
            #expect(try FileTree(place.directory.path) == before)
        }

        @Test(arguments: badRows)
        func aBadRow(_ bad: BadRow) throws {
            let place = try TrainedWorld.copy()
            let newest = try place.rows(
                "SELECT advertiser, scenario, date FROM daily_snapshots ORDER BY date DESC, advertiser LIMIT 1")[0]
            try place.execute(
                "UPDATE daily_snapshots SET \(bad.change) WHERE advertiser = ? AND scenario = ? AND date = ?", newest)
            let naming = [place.database, newest[0], newest[1], bad.complaint, "correct the row, or set on_bad_row"]
            try expectRefusals(in: place, exitCode: 1, naming: naming)
            let check = try AdcastBinary.run(["config", "check", place.configuration])
            #expect(check.ending == .exit(1))
            #expect(check.outputLines.filter { $0.hasPrefix("fault ") && $0.contains(bad.complaint) }.count == 1)
        }

        @Test func anEmptyFile() throws {
            let place = try TrainedWorld.copy()
            try Data().write(to: URL(filePath: place.database))
            try expectRefusals(
                in: place, exitCode: 2, naming: [place.database, "the database is empty", "adcast generate or import"])
        }

        @Test func aFileThatIsNoDatabase() throws {
            let place = try TrainedWorld.copy()
            try Data("advertiser,scenario\n".utf8).write(to: URL(filePath: place.database))
            try expectRefusals(in: place, exitCode: 2, naming: [place.database, "is not an SQLite database"])
        }

        @Test func noFile() throws {
            let place = try TrainedWorld.copy()
            try FileManager.default.removeItem(atPath: place.database)
            try expectRefusals(in: place, exitCode: 2, naming: [place.database, "no such database"])
        }

        @Test func noRows() throws {
            let place = try TrainedWorld.copy()
            try place.execute("DELETE FROM daily_snapshots; DELETE FROM snapshot_days")
            try expectRefusals(
                in: place, exitCode: 1, naming: [place.database, " day"])
        }

        @Test(arguments: ["advertisers", "scenarios", "daily_snapshots"])
        func aMissingTable(_ table: String) throws {
            let place = try TrainedWorld.copy()
            try place.execute("DROP TABLE \(table)")
            try expectRefusals(
                in: place, exitCode: 2,
                naming: [
                    place.database, "the table '\(table)' is missing", "snapshot_days", "adcast generate or import",
                ])
        }

        @Test func aMissingColumn() throws {
            let place = try TrainedWorld.copy()
            try place.execute("ALTER TABLE daily_snapshots RENAME COLUMN clicks TO click")
            try expectRefusals(
                in: place, exitCode: 2,
                naming: [place.database, "'daily_snapshots' has no column 'clicks'", "did you mean 'click'?"])
        }

        @Test func aWindowLongerThanTheData() throws {
            let place = try TrainedWorld.copy()
            try place.execute("DELETE FROM daily_snapshots WHERE date <= '2020-02-27'")
            try place.execute("DELETE FROM snapshot_days WHERE date <= '2020-02-27'")
            try expectRefusals(
                in: place, commands: ["train"], exitCode: 1,
                naming: [
                    "10 days (2020-02-28 to 2020-03-08)", "window_days 40", "import 50 more or shorten window_days",
                ])
            try expectRefusals(
                in: place, commands: ["score"], exitCode: 1,
                naming: ["window is 40 days", "only 10", "import more days"])
        }

        @Test func quarantineLeavesBadRowsOut() throws {
            let place = try TrainedWorld.copy()
            let newest = try place.rows("SELECT advertiser FROM daily_snapshots ORDER BY date DESC LIMIT 1")[0]
            try place.execute(
                "UPDATE daily_snapshots SET clicks = 'many' WHERE advertiser = ? AND date = '2020-03-08'", newest)
            try place.replaceInConfiguration("models: models", with: "models: models\non_bad_row: quarantine")
            #expect(try place.run("score").ending == .exit(0))
            #expect(try place.run("train").ending == .exit(0))
        }

        @Test func oneScenarioIsEnough() throws {
            let place = try TrainedWorld.copy()
            try place.execute("DELETE FROM daily_snapshots WHERE scenario <> 'sponsored_search'")
            try place.execute("DELETE FROM scenarios WHERE scenario <> 'sponsored_search'")
            let training = try place.run("train", "--json")
            #expect(training.ending == .exit(0))
            let report = try JSONDocument.decoded(try #require(training.outputLines.last), as: Report.self)
            #expect(Set(report.cells.map(\.scenario)) == ["sponsored_search"])
            #expect(try place.run("score").outputLines.count == (try place.pairs().count))
        }

        @Test func constantColumnsAreNoFault() throws {
            let place = try TrainedWorld.copy()
            try place.execute("UPDATE daily_snapshots SET budget = 1000, logins = 0, gmv = 0")
            try place.execute("UPDATE advertisers SET star_level = 3; UPDATE scenarios SET reach_index = 1")
            let check = try AdcastBinary.run(["config", "check", place.configuration])
            #expect(check.ending == .exit(0))
            #expect(check.standardOutput.contains("daily_snapshots.budget is 1000.0 everywhere"))
            let training = try place.run("train", "--json")
            #expect(training.ending == .exit(0))
            let report = try JSONDocument.decoded(try #require(training.outputLines.last), as: Report.self)
            #expect(report.overall.mean.nmae.map(\.isFinite) == true)
            // Nothing came about, so there is nothing to divide by.
            #expect(report.cells.filter { $0.task == "gmv" }.allSatisfy { $0.mean.nmae == nil })
            let lines = try place.run("score").outputLines
            #expect(lines.count == (try place.pairs().count))
        }

        @Test func writeAheadLogInADirectoryThatCannotBeWritten() throws {
            let place = try TrainedWorld.copy()
            try place.execute("PRAGMA journal_mode = WAL")
            #expect(try place.run("score").ending == .exit(0))
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.database + suffix) }
            let before = try FileTree(place.directory.path)
            #expect(chmod(place.directory.path, 0o555) == 0)
            defer { chmod(place.directory.path, 0o755) }
            for command in ["score", "train"] {
                expectRefusal(
                    try AdcastBinary.runWithoutPrivilege(place.line(command)), exitCode: 1,
                    naming: [place.database, "WAL mode", "make the directory writable", "PRAGMA journal_mode=DELETE"])
            }
            #expect(try FileTree(place.directory.path) == before)
        }
    }
}
