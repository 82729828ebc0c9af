import AdvertiserDomain
import Foundation
import GRDB
import Testing

@testable import SnapshotStorage

/// Rows that break the data contract: each names table, column and row under `fail`, and is left out under `quarantine`.
@Suite struct BadRowTests {
    static let badSnapshots: [(String, String)] = [
        (
            "'a1', 'display', '2020-02-02', 1, 'many', 1",
            "daily_snapshots.clicks (advertiser 'a1', scenario 'display', date '2020-02-02'): 'many' is text in a numeric column"
        ),
        (
            "'a1', 'display', '2020-02-02', -1, 0, 1",
            "daily_snapshots.logins (advertiser 'a1', scenario 'display', date '2020-02-02'): -1.0 is negative"
        ),
        (
            "'a1', 'display', '2020-02-02', 1, 0, 9e999",
            "daily_snapshots.gmv (advertiser 'a1', scenario 'display', date '2020-02-02'): inf is not a finite 32-bit number"
        ),
        ("'a1', 'display', '2020-02-02', 1, 0, 1e300", "1e+300 is not a finite 32-bit number"),
        (
            "'a1', 'display', '2020-02-02', 1, x'00', 1",
            "daily_snapshots.clicks (advertiser 'a1', scenario 'display', date '2020-02-02'): it is binary data"
        ),
        ("'a1', 'display', '2020-02-08 ', 1, 0, 1", "date '2020-02-08 '): '2020-02-08 ' is not a date YYYY-MM-DD"),
        (
            "'a1', '', '2020-02-02', 1, 0, 1",
            "daily_snapshots.scenario (advertiser 'a1', scenario '', date '2020-02-02'): the key is '', not a text"
        ),
        ("x'61', 'display', '2020-02-02', 1, 0, 1", "daily_snapshots.advertiser"),
        (
            "CAST(x'4DFC6C6C6572' AS TEXT), 'display', '2020-02-02', 1, 0, 1",
            "daily_snapshots.advertiser (advertiser 'M\u{FFFD}ller', scenario 'display', date '2020-02-02'): "
                + "x'4DFC6C6C6572' is not UTF-8 text"
        ),
        (
            "'a1', CAST(x'FC' AS TEXT), '2020-02-02', 1, 0, 1",
            "daily_snapshots.scenario (advertiser 'a1', scenario '\u{FFFD}', date '2020-02-02'): "
                + "x'FC' is not UTF-8 text"
        ),
    ]

    @Test(arguments: badSnapshots)
    func namesTheRow(values: String, part: String) throws {
        let small = try SmallDatabase("INSERT INTO daily_snapshots VALUES (\(values));")
        let complaint = SmallDatabase.complaint {
            let database = try small.open(pageRowCount: 2)
            try database.checkRows().require(.fail, path: small.path)
        }
        #expect(complaint.text.contains(part), "\(complaint.text)")
        #expect(complaint.text.hasSuffix("correct the row, or set on_bad_row: quarantine to leave such rows out"))
        #expect(!complaint.isUsageFault)
    }

    @Test(arguments: badSnapshots)
    func leavesTheRowOutInQuarantine(values: String, part: String) throws {
        let small = try SmallDatabase("INSERT INTO daily_snapshots VALUES (\(values));")
        let database = try small.open(onBadRow: .quarantine, pageRowCount: 2)
        #expect(try SmallDatabase.histories(of: database) == SmallDatabase.histories(of: SmallDatabase().open()))
        let tally = try database.checkRows()
        #expect(tally.rows == 6 + 2 + 2)
        #expect(tally.badRows == 1)
        #expect(tally.examples.count == 1)
    }

    @Test(arguments: ["2020-2-3", "20200203", "2020-02-30", "yesterday", ""])
    func refusesADateThatIsNone(date: String) throws {
        let small = try SmallDatabase("INSERT INTO daily_snapshots VALUES ('a7', 'search', '\(date)', 1, 1, 1);")
        let complaint = SmallDatabase.complaint { _ = try small.open().dataRange() }
        #expect(
            complaint.text.contains(
                "daily_snapshots.date (advertiser 'a7', scenario 'search'): '\(date)' is not a date YYYY-MM-DD"),
            "\(complaint.text)")
        let quarantine = try small.open(onBadRow: .quarantine)
        #expect(try quarantine.dataRange()?.newest.isoText == "2020-02-03")
        #expect(try quarantine.checkRows().badRows == 1)
    }

    @Test func refusesADateAfterToday() throws {
        let small = try SmallDatabase(
            "INSERT INTO daily_snapshots VALUES ('a7', 'search', '2020-02-08', 1, 1, 1);")
        #expect(try small.open().dataRange()?.newest.isoText == "2020-02-08")
        try small.execute("INSERT INTO daily_snapshots VALUES ('a8', 'search', '2020-02-09', 1, 1, 1);")
        let complaint = SmallDatabase.complaint { _ = try small.open().dataRange() }
        #expect(
            complaint.text.contains(
                "daily_snapshots.date (advertiser 'a8', scenario 'search', date '2020-02-09'): it lies after today, 2020-02-08"
            ), "\(complaint.text)")
        let quarantine = try small.open(onBadRow: .quarantine)
        #expect(try quarantine.dataRange()?.newest.isoText == "2020-02-08")
        #expect(try SmallDatabase.histories(of: quarantine).contains { $0.advertiser == "a8" } == false)
    }

    @Test func refusesBadDaysOfTheLoader() throws {
        let small = try SmallDatabase(
            """
            CREATE TABLE snapshot_days(date TEXT PRIMARY KEY, completed_at TEXT);
            INSERT INTO snapshot_days(date) VALUES ('2020-02-01'), ('2020-03-01');
            """)
        let future = SmallDatabase.complaint { _ = try small.open().dataRange() }
        #expect(future.text.contains("snapshot_days.date (date '2020-03-01'): it lies after today"), "\(future.text)")
        try small.execute("UPDATE snapshot_days SET date = 'soon' WHERE date = '2020-03-01'")
        let malformed = SmallDatabase.complaint { _ = try small.open().dataRange() }
        #expect(malformed.text.contains("snapshot_days.date: 'soon' is not a date YYYY-MM-DD"), "\(malformed.text)")
        #expect(try small.open(onBadRow: .quarantine).dataRange()?.newest.isoText == "2020-02-01")
    }

    @Test func checksOnlyTheRowsThatARequestReads() throws {
        let small = try SmallDatabase("UPDATE daily_snapshots SET clicks = 'x' WHERE advertiser = 'a2';")
        let database = try small.open()
        let day = try SmallDatabase.day("2020-02-02")
        #expect(try database.history(of: "a1", from: day - 1, through: day + 1)?.snapshots.count == 3)
        let complaint = SmallDatabase.complaint { _ = try database.history(of: "a2", from: day, through: day) }
        #expect(complaint.text.contains("daily_snapshots.clicks (advertiser 'a2'"), "\(complaint.text)")
        let quarantine = try small.open(onBadRow: .quarantine)
        #expect(try quarantine.history(of: "a2", from: day, through: day)?.snapshots == [])
    }

    @Test func refusesBadAttributes() throws {
        let small = try SmallDatabase(
            """
            UPDATE advertisers SET size = 9e999 WHERE advertiser = 'a1';
            UPDATE scenarios SET type = x'01' WHERE scenario = 'search';
            """)
        let database = try small.open()
        let ofAdvertiser = SmallDatabase.complaint { _ = try SmallDatabase.histories(of: database) }
        #expect(
            ofAdvertiser.text.contains("advertisers.size (advertiser 'a1'): inf is not a finite"),
            "\(ofAdvertiser.text)")
        let ofScenario = SmallDatabase.complaint { _ = try database.scenarios() }
        #expect(ofScenario.text.contains("scenarios.type (scenario 'search'): it is binary data"), "\(ofScenario.text)")

        let quarantine = try small.open(onBadRow: .quarantine)
        #expect(try SmallDatabase.histories(of: quarantine).first?.profile == [.unknown, .unknown])
        #expect(try quarantine.scenarios().map(\.attributes) == [[.text("banner")], [.unknown]])
        #expect(try quarantine.checkRows().badRows == 2)
    }

    @Test func refusesARowThatIsThereTwice() throws {
        let small = try SmallDatabase(
            "INSERT INTO daily_snapshots SELECT * FROM daily_snapshots WHERE advertiser = 'a2';",
            schema: SmallDatabase.schema.replacingOccurrences(
                of: ",\n  PRIMARY KEY(advertiser, scenario, date)) WITHOUT ROWID", with: ")"))
        let complaint = SmallDatabase.complaint { _ = try SmallDatabase.histories(of: small.open()) }
        #expect(complaint.text.contains("date '2020-02-02'): the row is there twice"), "\(complaint.text)")
        #expect(try SmallDatabase.histories(of: small.open(onBadRow: .quarantine)).count == 3)
    }

    @Test func capsTheQuarantine() throws {
        let spoiling = """
            WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < %)
            INSERT INTO daily_snapshots SELECT 'b' || value, 'search', '2020-02-01', -1, 0, 0 FROM number;
            """
        let allowed = try SmallDatabase(spoiling.replacingOccurrences(of: "%", with: "100")).open(onBadRow: .quarantine)
        #expect(try SmallDatabase.histories(of: allowed).count == 3)
        #expect(allowed.latestTally.badRows == 100)
        #expect(allowed.latestTally.examples.count == 5)
        let tooMany = try SmallDatabase(spoiling.replacingOccurrences(of: "%", with: "101")).open(onBadRow: .quarantine)
        let complaint = SmallDatabase.complaint { _ = try SmallDatabase.histories(of: tooMany) }
        #expect(
            complaint.text.contains("101 of 106 rows are bad, more than the 100 that quarantine leaves out"),
            "\(complaint.text)")
    }

    @Test func allowsAHundredthOfManyRows() {
        var tally = BadRowTally()
        tally.count(rows: 50_000)
        #expect(tally.allowed == 500)
        tally.count(rows: -45_000)
        #expect(tally.allowed == 100)
    }
}
