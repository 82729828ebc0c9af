import AdvertiserDomain
import Foundation
import GRDB
import Testing

@testable import SnapshotStorage

/// A database of two advertisers in two scenarios over three days, which a test spoils by SQL.
struct SmallDatabase {
    let directory: TemporaryDirectory
    let path: String

    static let columns = HistoryColumns(
        behaviour: ["logins"], performance: ["clicks"], profile: ["level", "size"], scenario: ["type"],
        taskColumns: ["gmv"])
    static let today = Day(number: 18_300)  // 2020-02-08

    static let schema = """
        CREATE TABLE scenarios(scenario TEXT PRIMARY KEY, type TEXT);
        CREATE TABLE advertisers(advertiser TEXT PRIMARY KEY, level TEXT, size REAL);
        CREATE TABLE daily_snapshots(advertiser TEXT, scenario TEXT, date TEXT, logins REAL, clicks REAL, gmv REAL,
          PRIMARY KEY(advertiser, scenario, date)) WITHOUT ROWID;
        """
    static let content = """
        INSERT INTO scenarios VALUES ('display', 'banner'), ('search', NULL);
        INSERT INTO advertisers VALUES ('a1', 'gold', 2.5), ('a2', NULL, NULL);
        INSERT INTO daily_snapshots VALUES
          ('a1', 'display', '2020-02-01', 1, 2, 3.5), ('a1', 'display', '2020-02-03', 4, NULL, 0),
          ('a1', 'search', '2020-02-01', 0, 7, 0), ('a2', 'search', '2020-02-02', 5, 6, 7),
          ('a3', 'search', '2020-02-03', 1, 1, 1);
        """

    init(_ spoiling: String = "", schema: String = Self.schema, content: String = Self.content) throws {
        directory = try TemporaryDirectory()
        path = directory.file("snapshots.sqlite")
        try execute(schema + content + spoiling)
    }

    /// Runs SQL on a connection of its own, as another process would.
    func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    func open(
        onBadRow: BadRowPolicy = .fail, columns: HistoryColumns = Self.columns,
        today: @escaping @Sendable () -> Day = { Self.today }, completeness: DayCompleteness = .everyDate,
        pageRowCount: Int = 20_000,
        readingLifetimeSeconds: Double = 0, monotonicNanoseconds: @escaping @Sendable () -> UInt64 = { 0 },
        fileAccess: DatabaseFileAccess = .system
    ) throws -> SnapshotDatabase {
        // The closure keeps the directory for as long as the database is open.
        let today: @Sendable () -> Day = { [directory] in withExtendedLifetime(directory) { today() } }
        return try SnapshotDatabase(
            path: path, columns: columns, onBadRow: onBadRow, today: today, completeness: completeness,
            busyTimeoutSeconds: 0.05, pageRowCount: pageRowCount,
            readingLifetimeSeconds: readingLifetimeSeconds, monotonicNanoseconds: monotonicNanoseconds,
            fileAccess: fileAccess)
    }

    static func day(_ text: String) throws -> Day { try #require(Day(isoText: text)) }

    /// Every history of the database.
    static func histories(of database: SnapshotDatabase) throws -> [AdvertiserHistory] {
        var histories: [AdvertiserHistory] = []
        try database.forEachHistory(from: day("2000-01-01"), through: day("2030-01-01")) { histories.append($0) }
        return histories
    }

    /// The error that `body` throws, which must be one for the operator and one line.
    static func complaint(_ body: () throws -> Void) -> (text: String, isUsageFault: Bool) {
        do {
            try body()
            return ("no error", false)
        } catch let error as any OperatorError {
            #expect(!error.description.contains("\n"))
            return (error.description, error.isUsageFault)
        } catch {
            return ("not for the operator: \(error)", false)
        }
    }
}
