import AdvertiserDomain
import Testing

@testable import SnapshotStorage

struct SnapshotPassTests {
    private func pages(of database: SnapshotDatabase) throws -> any HistoryPages {
        try database.historyPages(from: SmallDatabase.day("2000-01-01"), through: SmallDatabase.day("2030-01-01"))
    }

    @Test(
        "A page ends with an advertiser",
        arguments: [(1, ["a1", "a2", "a3"]), (3, ["a1", "a2 a3"]), (4, ["a1 a2", "a3"])])
    func pageBorders(rowCount: Int, expected: [String]) throws {
        let database = try SmallDatabase().open(pageRowCount: rowCount)
        var pages = try pages(of: database)
        var found: [String] = []
        while let page = try pages.next() {
            #expect(page.first?.advertiser != "a1" || page[0].snapshots.count == 3)
            found.append(page.map(\.advertiser).joined(separator: " "))
        }
        #expect(found == expected)
        #expect(database.latestTally.rows == 5)
        #expect(try pages.next() == nil)
    }

    @Test func pagesOfBadRowsAloneComeToAnEnd() throws {
        let bad = (1...6).map { "('b\($0 / 4)', 'search', '2020-01-0\($0)', -1, 1, 1)" }
        let small = try SmallDatabase("INSERT INTO daily_snapshots VALUES \(bad.joined(separator: ", "));")
        let tally = try small.open(pageRowCount: 2).checkRows()
        #expect(tally.badRows == 6)
        // Five good snapshots, two scenarios and two advertisers.
        #expect(tally.rows == 15)
    }

    @Test func goesByTheDaysThatWereKnownWhenItBegan() throws {
        let small = try SmallDatabase()
        let database = try small.open(pageRowCount: 1)
        var pages = try pages(of: database)
        #expect(try pages.next()?.map(\.advertiser) == ["a1"])
        try small.execute(
            """
            INSERT INTO daily_snapshots VALUES ('a2', 'search', '2020-02-03', 1, 1, 1);
            INSERT INTO daily_snapshots VALUES ('a2', 'search', '2020-02-04', 1, 1, 1);
            """)
        #expect(try pages.next()?.map { $0.snapshots.map(\.day.isoText) } == [["2020-02-02", "2020-02-03"]])
        #expect(try database.dataRange()?.newest.isoText == "2020-02-04")
    }

    @Test func aBadRowIsThatOfItsPage() throws {
        let small = try SmallDatabase("INSERT INTO daily_snapshots VALUES ('a3', 'display', '2020-02-02', -1, 0, 1);")
        var failing = try pages(of: small.open(pageRowCount: 1))
        #expect(try failing.next()?.map(\.advertiser) == ["a1"])
        #expect(try failing.next()?.map(\.advertiser) == ["a2"])
        #expect(SmallDatabase.complaint { _ = try failing.next() }.text.contains("advertiser 'a3'"))
    }
}
