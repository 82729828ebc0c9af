import AdvertiserDomain
import Foundation
import GRDB
import Testing

@testable import SnapshotStorage

@Suite struct SnapshotImporterTests {
    static let scenarios = "scenario,type,slots\ndisplay,banner,3\nsearch,,12\n"
    static let advertisers = "\u{FEFF}advertiser,level,size,code\r\na1,\"gold, old\",2.5,007\r\na2,,,010\r\n"
    static let snapshots = """
        date,scenario,advertiser,clicks,logins,gmv,note
        2020-02-01,display,a1,2,1,3.5,"first
        line"
        2020-02-02,search,a2,,5,7,
        2020-02-01,search,a1,7,0,0,8
        """

    let directory: TemporaryDirectory
    var path: String { directory.file("new.sqlite") }

    init() throws { directory = try TemporaryDirectory() }

    func source(_ text: String?, _ name: String) -> CSVSource? {
        text.map { text in
            var rest = Array(text.utf8)[...]
            return CSVSource(name: name) { count in
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }
        }
    }

    func run(
        scenarios: String? = nil, advertisers: String? = nil, snapshots: String? = nil, blockSize: Int = 16,
        columns: HistoryColumns = SmallDatabase.columns, second: Double = 0
    ) throws -> ImportSummary {
        try SnapshotImporter(
            path: path, columns: columns, today: SmallDatabase.today,
            now: Date(timeIntervalSince1970: 1_600_000_000 + second), blockSize: blockSize
        ).run(
            SnapshotImporter.Sources(
                scenarios: source(scenarios, "s.csv"), advertisers: source(advertisers, "a.csv"),
                snapshots: source(snapshots, "d.csv")))
    }

    /// Every row of every table, as text.
    func dump() throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { row in
                    "\(table): " + row.databaseValues.map(\.textForErrors).joined(separator: "|")
                }.sorted()
            }
        }
    }

    @Test func fillsANewDatabase() throws {
        let summary = try run(scenarios: Self.scenarios, advertisers: Self.advertisers, snapshots: Self.snapshots)
        var expected = ImportSummary()
        expected.scenarios = 2
        expected.advertisers = 2
        expected.snapshots = 3
        expected.days = [SmallDatabase.today - 7, SmallDatabase.today - 6]
        #expect(summary == expected)
        let queue = try DatabaseQueue(path: path)
        let statements = try queue.read { database in
            try String.fetchAll(database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        }
        #expect(
            statements == [
                #"CREATE TABLE advertisers("advertiser" TEXT PRIMARY KEY NOT NULL, "level" TEXT, "size" REAL, "code" TEXT)"#,
                #"CREATE TABLE daily_snapshots("date" TEXT NOT NULL, "scenario" TEXT NOT NULL, "advertiser" TEXT NOT NULL, "#
                    + #""clicks" REAL, "logins" REAL, "gmv" REAL, "note" NUMERIC, "#
                    + "PRIMARY KEY(advertiser, scenario, date)) WITHOUT ROWID",
                #"CREATE TABLE scenarios("scenario" TEXT PRIMARY KEY NOT NULL, "type" TEXT, "slots" REAL)"#,
                "CREATE TABLE snapshot_days(date TEXT PRIMARY KEY NOT NULL, completed_at TEXT)",
            ])
        try queue.close()
        let days = ["2020-02-01", "2020-02-02"]
        #expect(
            try dump() == [
                "advertisers: a1|gold, old|2.5|007", "advertisers: a2|NULL|NULL|010",
                "daily_snapshots: 2020-02-01|display|a1|2.0|1.0|3.5|first\nline",
                "daily_snapshots: 2020-02-01|search|a1|7.0|0.0|0.0|8",
                "daily_snapshots: 2020-02-02|search|a2|0.0|5.0|7.0|NULL",
                "scenarios: display|banner|3.0", "scenarios: search|NULL|12.0",
            ] + days.map { "snapshot_days: \($0)|2020-09-13T12:26:40Z" })
        let database = try SnapshotDatabase(
            path: path, columns: SmallDatabase.columns, today: { SmallDatabase.today })
        #expect(try SmallDatabase.histories(of: database).map(\.snapshots.count) == [2, 1])
        #expect(directory.content == ["new.sqlite"])
    }

    @Test(arguments: [1, 3, 50, 1 << 18])
    func isIdempotent(blockSize: Int) throws {
        _ = try run(scenarios: Self.scenarios, advertisers: Self.advertisers, snapshots: Self.snapshots)
        let before = try dump()
        let again = try run(
            scenarios: Self.scenarios, advertisers: Self.advertisers, snapshots: Self.snapshots, blockSize: blockSize)
        #expect(try dump() == before)
        #expect(again.snapshots == 3)
        #expect(again.replacedSnapshots == 3)
    }

    @Test func replacesWholeDays() throws {
        _ = try run(scenarios: Self.scenarios, advertisers: Self.advertisers, snapshots: Self.snapshots)
        let summary = try run(
            snapshots:
                "advertiser,scenario,date,logins,clicks,gmv\na9,search,2020-02-01,1,1,1\na1,search,2020-02-03,2,2,2\n",
            second: 1)
        #expect(summary.replacedSnapshots == 2)
        #expect(
            try dump().filter { !$0.hasPrefix("adv") && !$0.hasPrefix("scen") } == [
                "daily_snapshots: 2020-02-01|search|a9|1.0|1.0|1.0|NULL",
                "daily_snapshots: 2020-02-02|search|a2|0.0|5.0|7.0|NULL",
                "daily_snapshots: 2020-02-03|search|a1|2.0|2.0|2.0|NULL",
                "snapshot_days: 2020-02-01|2020-09-13T12:26:41Z", "snapshot_days: 2020-02-02|2020-09-13T12:26:40Z",
                "snapshot_days: 2020-02-03|2020-09-13T12:26:41Z",
            ])
    }

    @Test func changesKnownAttributesAndAddsNewOnes() throws {
        _ = try run(scenarios: Self.scenarios, advertisers: Self.advertisers, snapshots: Self.snapshots)
        let summary = try run(advertisers: "size,advertiser,level,colour\n4,a2,iron,red\n5,a3,,blue\n")
        #expect(summary.advertisers == 2)
        #expect(summary.ignoredColumns == ["advertisers.colour"])
        #expect(
            try dump().filter { $0.hasPrefix("adv") } == [
                "advertisers: a1|gold, old|2.5|007", "advertisers: a2|iron|4.0|010", "advertisers: a3|NULL|5.0|NULL",
            ])
    }

    @Test func keepsTheDaysOfADatabaseWithoutAList() throws {
        let small = try SmallDatabase()
        let importer = SnapshotImporter(
            path: small.path, columns: SmallDatabase.columns, today: SmallDatabase.today, now: Date())
        _ = try importer.run(
            SnapshotImporter.Sources(
                snapshots: source("advertiser,scenario,date,logins,clicks,gmv\na1,search,2020-02-04,1,1,1\n", "d.csv")))
        let range = try small.open().requiredDataRange()
        #expect(range.oldest.isoText == "2020-02-01")
        #expect(range.newest.isoText == "2020-02-04")
        #expect(range.gaps == [])
    }

    @Test(arguments: [
        ("2020-02-03,a1,search,1,x,1", "d.csv:3: clicks is 'x', and must be a number from 0 to 3.4e38"),
        ("2020-02-03,a1,search,1,-2,1", "d.csv:3: clicks is '-2', and must be a number from 0 to 3.4e38"),
        ("2020-02-03,a1,search,1,nan,1", "d.csv:3: clicks is 'nan'"),
        ("2020-02-03,a1,search,1,1e39,1", "d.csv:3: clicks is '1e39'"),
        ("2020-02-30,a1,search,1,2,1", "d.csv:3: date is '2020-02-30', and must be a date YYYY-MM-DD"),
        ("2020-02-09,a1,search,1,2,1", "d.csv:3: date is '2020-02-09', and must be no later than today, 2020-02-08"),
        ("2020-02-03,,search,1,2,1", "d.csv:3: advertiser is '', and must be a text that is not empty"),
        ("2020-02-03,a1,,1,2,1", "d.csv:3: scenario is ''"),
        ("2020-02-03,a1,search,1,2", "d.csv:3: has 5 fields where the header has 6"),
        (
            "2020-02-02,a1,search,1,2,3",
            "d.csv:3: a second row for this advertiser, scenario and date; keep one of them"
        ),
        ("2020-02-03,a1,\"search\"x,1,2,3", "d.csv:3: the quotes do not match"),
        ("2020-02-03,a1,\"search,1,2,3", "d.csv:3: this record does not end; close its quote"),
    ])
    func keepsNothingOfABadFile(line: String, part: String) throws {
        let bad = "date,advertiser,scenario,logins,clicks,gmv\n2020-02-02,a1,search,1,1,1\n\(line)\n"
        let ofNew = SmallDatabase.complaint {
            _ = try run(scenarios: Self.scenarios, advertisers: Self.advertisers, snapshots: bad)
        }
        #expect(ofNew.text.contains(part), "\(ofNew.text)")
        #expect(!ofNew.isUsageFault)
        #expect(directory.content == [])

        _ = try run(scenarios: Self.scenarios, advertisers: Self.advertisers, snapshots: Self.snapshots)
        let before = try dump()
        let ofOld = SmallDatabase.complaint {
            _ = try run(advertisers: "advertiser,level,size\na1,changed,1\n", snapshots: bad)
        }
        #expect(ofOld.text == ofNew.text)
        #expect(try dump() == before)
    }

    @Test(arguments: [
        (
            "advertiser,level\na1,x\n",
            "a.csv:1: has no column 'size', which the configuration names; known: advertiser, level"
        ),
        (
            "advertiser,level,sise\na1,x,1\n",
            "has no column 'size', which the configuration names; did you mean 'sise'?"
        ),
        ("advertiser,level,size\na1,x,1\na1,y,2\n", "a.csv:3: a second row for advertiser 'a1'"),
        ("advertiser,level,size\n,x,1\n", "a.csv:2: advertiser is '', and must be a text that is not empty"),
        (
            "advertiser,level,size\na1,x,1e999\n",
            "a.csv:2: size is '1e999', and must be a number of at most 1.8e308 in size"
        ),
        ("", "a.csv: has no header"),
    ])
    func namesFaultsOfAttributes(file: String, part: String) throws {
        let complaint = SmallDatabase.complaint {
            _ = try run(scenarios: Self.scenarios, advertisers: file, snapshots: Self.snapshots)
        }
        #expect(complaint.text.contains(part), "\(complaint.text)")
        #expect(directory.content == [])
    }

    @Test func needsEveryFileOfANewDatabase() throws {
        let complaint = SmallDatabase.complaint {
            _ = try run(advertisers: Self.advertisers, snapshots: Self.snapshots)
        }
        #expect(complaint.text == "the database has no table 'scenarios' yet; give its rows with --scenarios")
        #expect(complaint.isUsageFault)
        let withoutSnapshots = SmallDatabase.complaint {
            _ = try run(scenarios: Self.scenarios, advertisers: Self.advertisers)
        }
        #expect(withoutSnapshots.text.contains("give its rows with --snapshots"))
        // Tables whose columns nobody names can be bare.
        let bare = HistoryColumns(
            behaviour: ["logins"], performance: ["clicks"], profile: [], scenario: [], taskColumns: [])
        _ = try run(snapshots: Self.snapshots, columns: bare)
        #expect(try dump().contains("daily_snapshots: 2020-02-02|search|a2|0.0|5.0|7|NULL"))
    }

    @Test func namesATableThatLacksAColumn() throws {
        let small = try SmallDatabase("ALTER TABLE daily_snapshots DROP COLUMN gmv;")
        let complaint = SmallDatabase.complaint {
            _ = try SnapshotImporter(
                path: small.path, columns: SmallDatabase.columns, today: SmallDatabase.today, now: Date()
            ).run(SnapshotImporter.Sources(snapshots: source(Self.snapshots, "d.csv")))
        }
        #expect(complaint.text.contains("'daily_snapshots' has no column 'gmv' that the configuration names"))
        #expect(complaint.isUsageFault)
    }

    @Test func namesAPlaceThatCannotBeWritten() throws {
        let complaint = SmallDatabase.complaint {
            _ = try SnapshotImporter(
                path: directory.file("none/new.sqlite"), columns: SmallDatabase.columns, today: SmallDatabase.today,
                now: Date()
            ).run(SnapshotImporter.Sources())
        }
        #expect(complaint.text.contains("none/new.sqlite: cannot be written ("), "\(complaint.text)")
    }

    @Test func opensFilesAndStandardInput() throws {
        let file = try directory.write(Self.scenarios, to: "s.csv")
        let sources = try SnapshotImporter.Sources(scenarios: file, advertisers: nil, snapshots: "-")
        #expect(sources.scenarios?.name == file)
        #expect(try sources.scenarios?.read(8) == Array("scenario".utf8))
        #expect(sources.snapshots?.name == "standard input")
        #expect(throws: ImportError.severalFromStandardInput) {
            try SnapshotImporter.Sources(scenarios: "-", advertisers: nil, snapshots: "-")
        }
        #expect(throws: ImportError.unreadable(file: directory.file("none.csv"))) {
            try SnapshotImporter.Sources(scenarios: nil, advertisers: directory.file("none.csv"), snapshots: nil)
        }
    }

    @Test func reportsProgress() throws {
        var seen: [ImportProgress] = []
        let importer = SnapshotImporter(
            path: path, columns: SmallDatabase.columns, today: SmallDatabase.today, now: Date(), blockSize: 1 << 18
        ) { seen.append($0) }
        _ = try importer.run(
            SnapshotImporter.Sources(
                scenarios: source(Self.scenarios, "s.csv"), advertisers: source(Self.advertisers, "a.csv"),
                snapshots: source(Self.snapshots, "d.csv")))
        #expect(
            seen == [
                ImportProgress(file: "s.csv", records: 2, bytes: Self.scenarios.utf8.count),
                ImportProgress(file: "a.csv", records: 2, bytes: Self.advertisers.utf8.count),
                // The last record lacks its line end and comes alone.
                ImportProgress(file: "d.csv", records: 2, bytes: Self.snapshots.utf8.count),
                ImportProgress(file: "d.csv", records: 3, bytes: Self.snapshots.utf8.count),
            ])
    }
}
