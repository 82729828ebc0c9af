import AdvertiserDomain
import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import SnapshotStorage

@Suite struct SnapshotDatabaseTests {
    static func snapshot(_ scenario: String, _ day: String, _ measures: [Float]) throws -> DailySnapshot {
        DailySnapshot(scenario: scenario, day: try SmallDatabase.day(day), measures: measures)
    }

    @Test func tellsTheRangeAndItsGaps() throws {
        let small = try SmallDatabase("DELETE FROM daily_snapshots WHERE date = '2020-02-02';")
        let range = try small.open().requiredDataRange()
        #expect(range.oldest.isoText == "2020-02-01")
        #expect(range.newest.isoText == "2020-02-03")
        #expect(range.gaps.map(\.isoText) == ["2020-02-02"])
    }

    @Test func readsHistoriesInOrder() throws {
        let small = try SmallDatabase()
        let expected = try [
            AdvertiserHistory(
                advertiser: "a1", profile: [.text("gold"), .number(2.5)],
                snapshots: [
                    Self.snapshot("display", "2020-02-01", [1, 2, 3.5]),
                    Self.snapshot("display", "2020-02-03", [4, 0, 0]),
                    Self.snapshot("search", "2020-02-01", [0, 7, 0]),
                ]),
            AdvertiserHistory(
                advertiser: "a2", profile: [.unknown, .unknown],
                snapshots: [Self.snapshot("search", "2020-02-02", [5, 6, 7])]),
            AdvertiserHistory(
                advertiser: "a3", profile: [.unknown, .unknown],
                snapshots: [Self.snapshot("search", "2020-02-03", [1, 1, 1])]),
        ]
        for pageRowCount in 1...6 {
            let database = try small.open(pageRowCount: pageRowCount)
            #expect(try SmallDatabase.histories(of: database) == expected, "pages of \(pageRowCount) rows")
            #expect(database.latestTally.rows == 5)
            #expect(database.latestTally.badRows == 0)
        }
    }

    @Test func restrictsHistoriesToTheirDays() throws {
        let database = try SmallDatabase().open(pageRowCount: 1)
        let day = try SmallDatabase.day("2020-02-02")
        var names: [String] = []
        try database.forEachHistory(from: day, through: day + 1) {
            names.append("\($0.advertiser) \($0.snapshots.count)")
        }
        #expect(names == ["a1 1", "a2 1", "a3 1"])
        try database.forEachHistory(from: day + 1, through: day) { _ in Issue.record("an empty range has no history") }
    }

    @Test func readsSeveralHistoriesTogether() throws {
        let database = try SmallDatabase().open()
        let first = try SmallDatabase.day("2020-02-01")
        let names = ["a3", "nobody", "a1", "a1"]
        let together = try database.histories(of: names, from: first, through: first + 1).map { try $0.get() }
        let single = try names.map { try database.history(of: $0, from: first, through: first + 1) }
        #expect(together == single)
        #expect(together.map { $0?.snapshots.count } == [0, nil, 2, 2])
        // A history's first row is not the last one of the history before, there twice.
        let twice = try database.histories(of: ["a3", "a3"], from: first + 2, through: first + 2).map { try $0.get() }
        #expect(twice.map { $0?.snapshots.count } == [1, 1])
    }

    @Test func aBadRowIsTheFaultOfItsAdvertiserAlone() throws {
        let small = try SmallDatabase("UPDATE daily_snapshots SET clicks = -1 WHERE advertiser = 'a2';")
        let database = try small.open()
        let first = try SmallDatabase.day("2020-02-01")
        let outcomes = try database.histories(of: ["a1", "a2", "a3"], from: first, through: first + 2)
        #expect(try outcomes[0].get()?.snapshots.count == 3)
        #expect(throws: StorageError.self) { try outcomes[1].get() }
        #expect(try outcomes[2].get()?.snapshots.count == 1)
    }

    @Test func whatKeepsFromReadingKeepsFromAllAtOnce() throws {
        let small = try SmallDatabase()
        let database = try small.open()
        let first = try SmallDatabase.day("2020-02-01")
        let writer = try DatabaseQueue(path: small.path)
        try writer.writeWithoutTransaction { connection in
            try connection.execute(sql: "BEGIN EXCLUSIVE")
            #expect(throws: StorageError.self) {
                try database.histories(of: ["a1", "a2", "a3"], from: first, through: first + 2)
            }
            try connection.execute(sql: "ROLLBACK")
        }
    }

    @Test func namesTheAdvertisersOfTheTableInPages() throws {
        let small = try SmallDatabase(
            "INSERT INTO advertisers VALUES ('B', NULL, NULL), (X'00', NULL, NULL), ('ä', NULL, NULL);")
        let database = try small.open()
        #expect(try database.advertisers(after: nil, limit: 10) == ["B", "a1", "a2", "ä"])
        #expect(try database.advertisers(after: nil, limit: 2) == ["B", "a1"])
        #expect(try database.advertisers(after: "a1", limit: 2) == ["a2", "ä"])
        #expect(try database.advertisers(after: "ä", limit: 2) == [])
    }

    @Test func everyWriteGivesAnotherMark() throws {
        let small = try SmallDatabase()
        let database = try small.open()
        let first = try database.changeMark()
        #expect(try database.changeMark() == first)
        _ = try database.dataRange()
        #expect(try database.changeMark() == first)
        try small.execute("UPDATE daily_snapshots SET clicks = 8 WHERE advertiser = 'a2'")
        let second = try database.changeMark()
        #expect(second != first)
        // A file that takes the place of the other begins to count anew, and is still another one.
        let other = try SmallDatabase()
        #expect(rename(other.path, small.path) == 0)
        let third = try database.changeMark()
        #expect(third != first)
        #expect(third != second)
        #expect(try database.changeMark() == third)
    }

    @Test func readsOneHistory() throws {
        let database = try SmallDatabase().open()
        let first = try SmallDatabase.day("2020-02-01")
        let history = try #require(try database.history(of: "a1", from: first, through: first))
        #expect(history.profile == [.text("gold"), .number(2.5)])
        #expect(
            history.snapshots == [
                try Self.snapshot("display", "2020-02-01", [1, 2, 3.5]),
                try Self.snapshot("search", "2020-02-01", [0, 7, 0]),
            ])
        #expect(try database.history(of: "a3", from: first, through: first)?.snapshots == [])
        #expect(try database.history(of: "nobody", from: first, through: first) == nil)
    }

    @Test func listsScenariosOfBothTables() throws {
        let small = try SmallDatabase("INSERT INTO daily_snapshots VALUES ('a1', 'brand', '2020-02-02', 1, 1, 1);")
        let database = try small.open()
        #expect(
            try database.scenarios() == [
                ScenarioRecord(name: "brand", attributes: [.unknown]),
                ScenarioRecord(name: "display", attributes: [.text("banner")]),
                ScenarioRecord(name: "search", attributes: [.unknown]),
            ])
        #expect(try database.unlistedScenarios() == ["brand"])
    }

    @Test func namesOfOtherBytesAreOtherNames() throws {
        let composed = "Caf\u{E9}"
        let decomposed = "Cafe\u{301}"
        let small = try SmallDatabase(
            """
            INSERT INTO scenarios VALUES ('\(composed)', 'shop');
            INSERT INTO advertisers VALUES ('\(composed)', 'gold', 1), ('\(decomposed)', 'silver', 2);
            INSERT INTO daily_snapshots VALUES
              ('\(composed)', 'search', '2020-02-01', 1, 1, 1), ('\(decomposed)', 'search', '2020-02-01', 2, 2, 2),
              ('a4', '\(composed)', '2020-02-02', 3, 3, 3), ('a4', '\(decomposed)', '2020-02-02', 4, 4, 4);
            """)
        func bytes(_ names: [String]) -> [[UInt8]] { names.map { Array($0.utf8) } }
        for pageRowCount in [1, 100] {
            let database = try small.open(pageRowCount: pageRowCount)
            let histories = try SmallDatabase.histories(of: database)
            #expect(bytes(histories.map(\.advertiser)) == bytes([decomposed, composed, "a1", "a2", "a3", "a4"]))
            #expect(histories[0].profile == [.text("silver"), .number(2)])
            #expect(histories[1].profile == [.text("gold"), .number(1)])
            #expect(histories[0].snapshots.map(\.measures) == [[2, 2, 2]])
            #expect(histories[1].snapshots.map(\.measures) == [[1, 1, 1]])
            #expect(bytes(histories[5].snapshots.map(\.scenario)) == bytes([decomposed, composed]))
        }
        let database = try small.open()
        let scenarios = try database.scenarios()
        #expect(bytes(scenarios.map(\.name)) == bytes([decomposed, composed, "display", "search"]))
        #expect(scenarios.map(\.attributes) == [[.unknown], [.text("shop")], [.text("banner")], [.unknown]])
        #expect(bytes(try database.unlistedScenarios()) == bytes([decomposed]))
    }

    @Test func takesOnlyTheDaysThatAreListed() throws {
        let small = try SmallDatabase(
            """
            CREATE TABLE snapshot_days(date TEXT PRIMARY KEY, completed_at TEXT);
            INSERT INTO snapshot_days(date) VALUES ('2020-02-01'), ('2020-02-04');
            """)
        let database = try small.open()
        let first = try SmallDatabase.day("2020-02-01")
        #expect(try database.dataRange() == DataRange(oldest: first, newest: first, gaps: []))
        #expect(try SmallDatabase.histories(of: database).map(\.advertiser) == ["a1"])
        #expect(try database.history(of: "a1", from: first, through: first + 9)?.snapshots.count == 2)

        try small.execute("INSERT INTO snapshot_days(date) VALUES ('2020-02-03')")
        #expect(try database.dataRange() == DataRange(oldest: first, newest: first + 2, gaps: [first + 1]))
        #expect(try database.history(of: "a1", from: first, through: first + 9)?.snapshots.count == 3)

        try small.execute("DELETE FROM snapshot_days")
        let complaint = SmallDatabase.complaint { _ = try database.requiredDataRange() }
        #expect(
            complaint.text.contains("has no complete day: snapshot_days lists none on which daily_snapshots has a row"))
        #expect(!complaint.isUsageFault)
    }

    @Test func waitsForTheNewestDayToSettle() throws {
        let small = try SmallDatabase()
        let clock = ManualClock(Date())
        let database = try small.open(completeness: .settled(seconds: 1800, now: { clock.now }))
        #expect(try database.dataRange()?.newest.isoText == "2020-02-02")
        clock.advance(by: 1799)
        try small.execute("INSERT INTO daily_snapshots VALUES ('a4', 'search', '2020-02-03', 1, 1, 1)")
        #expect(try database.dataRange()?.newest.isoText == "2020-02-02")
        clock.advance(by: 1799)
        #expect(try database.dataRange()?.newest.isoText == "2020-02-02")
        #expect(try SmallDatabase.histories(of: database).map(\.advertiser) == ["a1", "a2"])
        // A change to another day does not unsettle it.
        try small.execute("UPDATE daily_snapshots SET clicks = 9 WHERE date = '2020-02-01'")
        clock.advance(by: 1)
        #expect(try database.dataRange()?.newest.isoText == "2020-02-03")
        #expect(try SmallDatabase.histories(of: database).map(\.advertiser) == ["a1", "a2", "a3", "a4"])

        // Seen for the first time, the day has been still since the file last changed.
        let later = try small.open(completeness: .settled(seconds: 1800, now: { clock.now }))
        #expect(try later.dataRange()?.newest.isoText == "2020-02-03")
    }

    @Test func seesWhatAWriterCommits() throws {
        let small = try SmallDatabase("PRAGMA journal_mode = WAL;")
        let database = try small.open(pageRowCount: 1)
        let writer = try DatabaseQueue(path: small.path)
        #expect(try database.dataRange()?.newest.isoText == "2020-02-03")
        try writer.writeWithoutTransaction { connection in
            try connection.execute(
                sql: "BEGIN; INSERT INTO daily_snapshots VALUES ('a0', 'search', '2020-02-04', 1, 1, 1)")
            #expect(try database.dataRange()?.newest.isoText == "2020-02-03")
            #expect(try SmallDatabase.histories(of: database).count == 3)
            try connection.execute(sql: "COMMIT")
        }
        #expect(try database.dataRange()?.newest.isoText == "2020-02-04")
        #expect(try SmallDatabase.histories(of: database).count == 4)
    }

    @Test func letsAWriterAndOtherReadsInBetweenPages() throws {
        let small = try SmallDatabase()
        let database = try small.open(pageRowCount: 1)
        let day = try SmallDatabase.day("2020-02-03")
        var seen: [String] = []
        try database.forEachHistory(from: day - 5, through: day) { history in
            if seen.isEmpty {
                try small.execute("INSERT INTO daily_snapshots VALUES ('a9', 'search', '2020-02-03', 1, 1, 1)")
                #expect(try database.history(of: "a9", from: day, through: day)?.snapshots.count == 1)
            }
            seen.append(history.advertiser)
        }
        #expect(seen == ["a1", "a2", "a3", "a9"])
    }

    @Test func opensTheFileThatReplacedTheOldOne() throws {
        let small = try SmallDatabase()
        let database = try small.open()
        #expect(try database.dataRange()?.newest.isoText == "2020-02-03")
        let other = try SmallDatabase("DELETE FROM daily_snapshots WHERE date > '2020-02-01';")
        #expect(rename(other.path, small.path) == 0)
        #expect(try database.dataRange()?.newest.isoText == "2020-02-01")
        #expect(try SmallDatabase.histories(of: database).map(\.advertiser) == ["a1"])
    }

    @Test func readsOneHistoryByDaysThatWereKnownALittleBefore() throws {
        let small = try SmallDatabase()
        let nanoseconds = Mutex<UInt64>(7)
        let database = try small.open(
            readingLifetimeSeconds: 0.25, monotonicNanoseconds: { nanoseconds.withLock { $0 } })
        let day = try SmallDatabase.day("2020-01-31")
        func rowCount() throws -> Int? { try database.history(of: "a1", from: day, through: day)?.snapshots.count }
        #expect(try rowCount() == 0)
        try small.execute("INSERT INTO daily_snapshots VALUES ('a1', 'search', '2020-01-31', 1, 1, 1)")
        nanoseconds.withLock { $0 += 249_999_999 }
        #expect(try rowCount() == 0)
        #expect(try database.dataRange()?.oldest == day)
        nanoseconds.withLock { $0 += 1 }
        #expect(try rowCount() == 1)
    }

    @Test func whoKnowsOfALaterDayReadsItsRowsAtOnce() throws {
        let small = try SmallDatabase()
        let database = try small.open(readingLifetimeSeconds: 0.25, monotonicNanoseconds: { 7 })
        let day = try SmallDatabase.day("2020-02-04")
        #expect(try database.history(of: "a1", from: day - 1, through: day - 1)?.snapshots.count == 1)
        try small.execute("INSERT INTO daily_snapshots VALUES ('a1', 'search', '2020-02-04', 1, 1, 1)")
        #expect(try database.dataRange()?.newest == day)
        #expect(try database.history(of: "a1", from: day, through: day)?.snapshots.count == 1)
    }

    @Test func aDayThatMidnightMadeTheNewestSettlesFirst() throws {
        let small = try SmallDatabase()
        let clock = ManualClock(Date())
        let day = try SmallDatabase.day("2020-02-03")
        let today = Mutex(day - 1)
        let database = try small.open(
            onBadRow: .quarantine, today: { today.withLock { $0 } },
            completeness: .settled(seconds: 1800, now: { clock.now }))
        _ = try database.dataRange()
        clock.advance(by: 1800)
        #expect(try database.dataRange()?.newest == day - 1)
        today.withLock { $0 = day }
        #expect(try database.dataRange()?.newest == day - 1)
        clock.advance(by: 1800)
        #expect(try database.dataRange()?.newest == day)
    }

    @Test func aNameEndsWhereItsBytesEnd() throws {
        let small = try SmallDatabase()
        let database = try small.open()
        let day = try SmallDatabase.day("2020-02-03")
        #expect(try database.history(of: "a1\0x", from: day, through: day) == nil)
        try small.execute(
            "INSERT INTO daily_snapshots VALUES (CAST(x'613100' AS TEXT) || 'x', 'search', '2020-02-03', 1, 1, 1)")
        #expect(try database.history(of: "a1\0x", from: day, through: day)?.snapshots.count == 1)
        #expect(try SmallDatabase.histories(of: database).map(\.advertiser) == ["a1", "a1\0x", "a2", "a3"])
    }

    @Test func aScanOfWhatWasWrittenHoldsUpNobodyElse() throws {
        let small = try SmallDatabase()
        let nanoseconds = Mutex<UInt64>(7)
        let isScanHeld = Mutex(false)
        let hasBegun = DispatchSemaphore(value: 0)
        let mayGoOn = DispatchSemaphore(value: 0)
        // A scan asks for the time, to tell when the newest day last changed.
        let now: @Sendable () -> Date = {
            let isHeld = isScanHeld.withLock { isHeld in
                defer { isHeld = false }
                return isHeld
            }
            if isHeld {
                hasBegun.signal()
                _ = mayGoOn.wait(timeout: .now() + 20)
            }
            return Date(timeIntervalSinceNow: 3_600)
        }
        let database = try small.open(
            completeness: .settled(seconds: 1800, now: now), readingLifetimeSeconds: 0.25,
            monotonicNanoseconds: { nanoseconds.withLock { $0 } })
        let day = try SmallDatabase.day("2020-02-02")
        func rowCount() throws -> Int? { try database.history(of: "a1", from: day, through: day)?.snapshots.count }
        #expect(try rowCount() == 0)
        let mark = try database.changeMark()

        try small.execute("INSERT INTO daily_snapshots VALUES ('a1', 'brand', '2020-02-02', 1, 1, 1)")
        nanoseconds.withLock { $0 += 300_000_000 }
        isScanHeld.withLock { $0 = true }
        let scenarios = Mutex<[String]>([])
        let hasEnded = DispatchSemaphore(value: 0)
        Thread {
            let names = (try? database.scenarios().map(\.name)) ?? []
            scenarios.withLock { $0 = names }
            hasEnded.signal()
        }.start()
        try #require(hasBegun.wait(timeout: .now() + 20) == .success)
        // Rows are read as they are, by the days that were known.
        #expect(try rowCount() == 1)
        #expect(try database.changeMark() != mark)
        #expect(try database.advertisers(after: nil, limit: 9) == ["a1", "a2"])
        #expect(hasEnded.wait(timeout: .now()) == .timedOut)
        mayGoOn.signal()
        try #require(hasEnded.wait(timeout: .now() + 20) == .success)
        #expect(scenarios.withLock { $0 } == ["brand", "display", "search"])
    }

    @Test func readsTheRealPanel() throws {
        let database = try RealPanel().open()
        let range = try database.requiredDataRange()
        #expect(range.oldest.isoText == "2013-01-01")
        #expect(range.newest.isoText == "2013-12-31")
        #expect(range.dayCount == 365)
        #expect(range.gaps.isEmpty)
        #expect(!database.listsCompleteDays)
        #expect(try database.scenarios().map(\.name) == ["EWR", "JFK", "LGA"])
        #expect(
            try database.scenarios().first?.attributes == [
                .text("Newark Liberty Intl"), .number(40.6925), .number(-74.168667), .number(18),
            ])
        var advertisers = 0
        var rows = 0
        var flown: Double = 0
        try database.forEachHistory(from: range.oldest, through: range.newest) { history in
            advertisers += 1
            rows += history.snapshots.count
            for snapshot in history.snapshots { flown += Double(snapshot.measures[3]) }
        }
        #expect(advertisers == 737)
        #expect(rows == 211_566)
        #expect(flown == 327_346)
        let day = try RealPanel.day("2013-05-03")
        let history = try #require(try database.history(of: "9E|ATL|am", from: day, through: day))
        #expect(
            history.profile == [
                .text("9E"), .text("ATL"), .text("am"), .number(760), .text("Endeavor Air Inc."), .number(-5),
                .number(33.636719),
            ])
        #expect(
            history.snapshots == [
                DailySnapshot(scenario: "EWR", day: day, measures: [1, 0, 0, 1, 746, 95, 117, 15, 0])
            ])
    }
}
