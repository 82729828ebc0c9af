import AdvertiserDomain
import Foundation
import GRDB
import Testing

@testable import SnapshotStorage

/// What goes wrong with files, tables and locks; each fault is one line that names the place and the remedy.
@Suite struct StorageErrorTests {
    @Test func namesAMissingFile() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("none.sqlite")
        let complaint = SmallDatabase.complaint {
            _ = try SnapshotDatabase(path: path, columns: SmallDatabase.columns, today: { SmallDatabase.today })
        }
        #expect(complaint.text.hasPrefix("\(path): no such database; correct 'database'"))
        #expect(complaint.isUsageFault)
        #expect(directory.content == [])
        let ofDirectory = SmallDatabase.complaint {
            _ = try SnapshotDatabase(
                path: directory.path, columns: SmallDatabase.columns, today: { SmallDatabase.today })
        }
        #expect(ofDirectory.text.hasPrefix("\(directory.path): is a directory or may not be read"))
    }

    @Test(arguments: ["", String(repeating: "no database at all. ", count: 300)])
    func namesAFileThatIsNoDatabase(content: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(content, to: "x.sqlite")
        let complaint = SmallDatabase.complaint {
            _ = try SnapshotDatabase(path: path, columns: SmallDatabase.columns, today: { SmallDatabase.today })
        }
        let expected =
            content.isEmpty
            ? "\(path): the table 'daily_snapshots' is missing (the database is empty); create it"
            : "\(path): is not an SQLite database"
        #expect(complaint.text.hasPrefix(expected), "\(complaint.text)")
        #expect(complaint.isUsageFault)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
    }

    @Test func namesADamagedFile() throws {
        let small = try SmallDatabase()
        let size = 4096
        var bytes = try Data(contentsOf: URL(fileURLWithPath: small.path))
        try #require(bytes.count > 3 * size)
        bytes.replaceSubrange(size..<bytes.count, with: Data(repeating: 0x5A, count: bytes.count - size))
        try bytes.write(to: URL(fileURLWithPath: small.path))
        let complaint = SmallDatabase.complaint {
            _ = try SmallDatabase.histories(of: small.open())
        }
        #expect(complaint.text.contains("the database is damaged"), "\(complaint.text)")
        #expect(complaint.text.hasSuffix("restore it from a copy"))
        #expect(!complaint.isUsageFault)
    }

    @Test(arguments: ["scenarios", "advertisers", "daily_snapshots"])
    func namesAMissingTable(table: String) throws {
        let small = try SmallDatabase("DROP TABLE \(table);")
        let complaint = SmallDatabase.complaint { _ = try small.open() }
        #expect(complaint.text.contains("the table '\(table)' is missing (there are: "), "\(complaint.text)")
        #expect(complaint.isUsageFault)
    }

    @Test(arguments: [
        ("daily_snapshots", "clicks", "click", "did you mean 'click'?"),
        ("daily_snapshots", "date", "day", "did you mean"),
        ("advertisers", "level", "grade", "known: advertiser, grade, size"),
        ("scenarios", "type", "types", "did you mean 'types'?"),
    ])
    func namesAMissingColumn(table: String, column: String, present: String, suggestion: String) throws {
        let small = try SmallDatabase("ALTER TABLE \(table) RENAME COLUMN \(column) TO \(present);")
        let complaint = SmallDatabase.complaint { _ = try small.open() }
        #expect(
            complaint.text.contains("the table '\(table)' has no column '\(column)' that the configuration names"),
            "\(complaint.text)")
        #expect(complaint.isUsageFault)
        if column != "date" { #expect(complaint.text.contains(suggestion), "\(complaint.text)") }
    }

    @Test func namesAColumnThatGoesWhileTheFileIsOpen() throws {
        let small = try SmallDatabase()
        let database = try small.open()
        _ = try SmallDatabase.histories(of: database)
        try small.execute("ALTER TABLE daily_snapshots DROP COLUMN gmv")
        let complaint = SmallDatabase.complaint { _ = try SmallDatabase.histories(of: database) }
        #expect(complaint.text.contains("'daily_snapshots' has no column 'gmv'"), "\(complaint.text)")
    }

    @Test func findsColumnsInAnyCase() throws {
        let small = try SmallDatabase("ALTER TABLE daily_snapshots RENAME COLUMN clicks TO Clicks;")
        #expect(try SmallDatabase.histories(of: small.open()).first?.snapshots.first?.measures == [1, 2, 3.5])
    }

    @Test func tellsAnEmptyDatabase() throws {
        let small = try SmallDatabase(content: "")
        let database = try small.open()
        #expect(try database.dataRange() == nil)
        let complaint = SmallDatabase.complaint { _ = try database.requiredDataRange() }
        #expect(complaint.text == "\(small.path) has no complete day; fill it with adcast generate or import")
        #expect(!complaint.isUsageFault)
        #expect(try SmallDatabase.histories(of: database) == [])
    }

    @Test func namesALockedFile() throws {
        let small = try SmallDatabase()
        let database = try small.open()
        let writer = try DatabaseQueue(path: small.path)
        try writer.writeWithoutTransaction { connection in
            try connection.execute(sql: "BEGIN EXCLUSIVE")
            let whileOpen = SmallDatabase.complaint { _ = try SmallDatabase.histories(of: database) }
            #expect(whileOpen.text.contains("another process keeps the database locked"), "\(whileOpen.text)")
            let atOpening = SmallDatabase.complaint { _ = try small.open() }
            #expect(atOpening.text.contains("another process keeps the database locked"), "\(atOpening.text)")
            #expect(!atOpening.isUsageFault)
            try connection.execute(sql: "ROLLBACK")
        }
        #expect(try SmallDatabase.histories(of: database).count == 3)
    }

    @Test func namesAWriteAheadLogThatCannotBeMade() throws {
        let small = try SmallDatabase("PRAGMA journal_mode = WAL;")
        let system = DatabaseFileAccess.system
        let readOnly = DatabaseFileAccess(
            exists: system.exists, isReadable: system.isReadable, isDirectoryWritable: { _ in false })
        let complaint = SmallDatabase.complaint { _ = try small.open(fileAccess: readOnly) }
        #expect(
            complaint.text.hasPrefix("\(small.path): is in WAL mode, and its directory lacks the -wal and -shm files"))
        #expect(complaint.text.contains("make the directory writable, or run: sqlite3"))
        #expect(!complaint.isUsageFault)

        // With both companions there the directory need not be writable, and without WAL mode it never need be.
        let companions = DatabaseFileAccess(
            exists: { _ in true }, isReadable: system.isReadable, isDirectoryWritable: { _ in false })
        #expect(try SmallDatabase.histories(of: small.open(fileAccess: companions)).count == 3)
        #expect(try SmallDatabase.histories(of: SmallDatabase().open(fileAccess: readOnly)).count == 3)
    }

    @Test func takesSQLiteAtItsWordAboutTheWriteAheadLog() throws {
        let small = try SmallDatabase("PRAGMA journal_mode = WAL;")
        for companion in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: small.path + companion) }
        // A directory in the log's place stops SQLite, whoever the user is.
        try FileManager.default.createDirectory(atPath: small.path + "-wal", withIntermediateDirectories: false)
        let complaint = SmallDatabase.complaint { _ = try small.open() }
        #expect(complaint.text.contains("is in WAL mode, and its directory lacks"), "\(complaint.text)")
    }

    @Test func namesTheJournalOfAWriterThatWasKilled() throws {
        let small = try SmallDatabase()
        let killed = try TemporaryDirectory()
        let path = killed.file("snapshots.sqlite")
        let writer = try DatabaseQueue(path: small.path)
        try writer.writeWithoutTransaction { connection in
            // So small a cache makes SQLite write pages, and so its journal, before the commit.
            try connection.execute(
                sql: """
                    PRAGMA cache_size = 1;
                    BEGIN;
                    WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < 5000)
                    INSERT INTO daily_snapshots SELECT 'b' || value, 'search', '2020-02-01', 1, 0, 0 FROM number;
                    """)
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(atPath: small.path + suffix, toPath: path + suffix)
            }
            try connection.execute(sql: "ROLLBACK")
        }
        let complaint = SmallDatabase.complaint {
            _ = try SnapshotDatabase(path: path, columns: SmallDatabase.columns, today: { SmallDatabase.today })
        }
        #expect(
            complaint.text
                == "\(path): a writer was interrupted and its journal awaits a rollback; run: sqlite3 \(path) 'PRAGMA user_version'"
        )
        // The remedy works.
        let remedy = try DatabaseQueue(path: path)
        _ = try remedy.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        let database = try SnapshotDatabase(
            path: path, columns: SmallDatabase.columns, today: { SmallDatabase.today })
        #expect(try SmallDatabase.histories(of: database).count == 3)
    }
}
