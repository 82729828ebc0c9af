import AdvertiserDomain
import Testing

@testable import SnapshotStorage

/// Names and texts that are not UTF-8: they are faults, and are neither repaired nor taken for one another.
@Suite struct NameEncodingTests {
    /// Ascending: a broken name, one that begins with the same bytes, and two that would be the same after a repair.
    private static let spoiling = """
        INSERT INTO daily_snapshots VALUES
          (CAST(x'4DC36C' AS TEXT), 'search', '2020-02-01', 1, 1, 1), ('M\u{E9}', 'search', '2020-02-01', 1, 1, 1),
          (CAST(x'4DF66C6C6572' AS TEXT), 'search', '2020-02-01', 1, 1, 1),
          (CAST(x'4DFC6C6C6572' AS TEXT), 'search', '2020-02-01', 1, 1, 1);
        """

    @Test func namesTheRowAndTheBytes() throws {
        let small = try SmallDatabase(Self.spoiling)
        let complaint = SmallDatabase.complaint { _ = try SmallDatabase.histories(of: small.open()) }
        #expect(
            complaint.text
                == "\(small.path): daily_snapshots.advertiser (advertiser 'M\u{FFFD}l', scenario 'search', "
                + "date '2020-02-01'): x'4DC36C' is not UTF-8 text; "
                + "correct the row, or set on_bad_row: quarantine to leave such rows out")
    }

    @Test(arguments: 1...11)
    func pagesGoOnPastBadNames(rowCount: Int) throws {
        let small = try SmallDatabase(
            Self.spoiling
                + """
                INSERT INTO daily_snapshots VALUES
                  ('', 'search', '2020-02-01', 1, 1, 1),
                  (CAST(x'613100' AS TEXT) || 'x', 'search', '2020-02-01', 1, 1, 1);
                """)
        let database = try small.open(onBadRow: .quarantine, pageRowCount: rowCount)
        var pages = try database.historyPages(
            from: SmallDatabase.day("2020-02-01"), through: SmallDatabase.day("2020-02-03"))
        var names: [String] = []
        // More than there can be, where none comes again.
        for _ in 1...20 {
            guard let page = try pages.next() else { break }
            names += page.map(\.advertiser)
        }
        #expect(names == ["M\u{E9}", "a1", "a1\0x", "a2", "a3"])
        #expect(database.latestTally.rows == 11)
        #expect(database.latestTally.badRows == 4)
    }

    @Test func aBadScenarioIsLeftOutAlone() throws {
        // The good row behind it is of the scenario and the day that the last good row before it is of.
        let small = try SmallDatabase(
            """
            INSERT INTO daily_snapshots VALUES
              ('a2', CAST(x'61FC' AS TEXT), '2020-02-02', 1, 1, 1), ('a2', 'search', '2020-02-01', 1, 1, 1);
            """)
        let day = try SmallDatabase.day("2020-02-01")
        let database = try small.open(onBadRow: .quarantine)
        #expect(try SmallDatabase.histories(of: database).map(\.snapshots.count) == [3, 2, 1])
        #expect(database.latestTally.badRows == 1)
        #expect(try database.history(of: "a2", from: day, through: day + 1)?.snapshots.count == 2)
        #expect(try database.scenarios().map(\.name) == ["display", "search"])
        #expect(try database.unlistedScenarios() == [])
        let complaint = SmallDatabase.complaint {
            _ = try small.open().history(of: "a2", from: day, through: day + 1)
        }
        #expect(
            complaint.text.contains(
                "daily_snapshots.scenario (advertiser 'a2', scenario 'a\u{FFFD}', date '2020-02-02'): "
                    + "x'61FC' is not UTF-8 text"), "\(complaint.text)")
    }

    @Test func refusesAttributesAndTheirKeys() throws {
        let small = try SmallDatabase(
            """
            INSERT INTO advertisers VALUES (CAST(x'6131FC' AS TEXT), 'gold', 1);
            UPDATE advertisers SET level = CAST(x'FC' AS TEXT) WHERE advertiser = 'a2';
            INSERT INTO scenarios VALUES (CAST(x'4DFC' AS TEXT), 'banner');
            """)
        let database = try small.open()
        let day = try SmallDatabase.day("2020-02-01")
        let ofKey = SmallDatabase.complaint { _ = try SmallDatabase.histories(of: database) }
        #expect(ofKey.text.contains("advertisers.advertiser: x'6131FC' is not UTF-8 text"), "\(ofKey.text)")
        let ofValue = SmallDatabase.complaint { _ = try database.history(of: "a2", from: day, through: day) }
        #expect(ofValue.text.contains("advertisers.level (advertiser 'a2'): x'FC' is not UTF-8 text"))
        let ofScenario = SmallDatabase.complaint { _ = try database.scenarios() }
        #expect(ofScenario.text.contains("scenarios.scenario: x'4DFC' is not UTF-8 text"), "\(ofScenario.text)")

        let quarantine = try small.open(onBadRow: .quarantine)
        #expect(
            try SmallDatabase.histories(of: quarantine).map(\.profile)
                == [[.text("gold"), .number(2.5)], [.unknown, .unknown], [.unknown, .unknown]])
        #expect(quarantine.latestTally.badRows == 2)
        #expect(try quarantine.scenarios().map(\.name) == ["display", "search"])
        #expect(try quarantine.checkRows().badRows == 3)
    }

    @Test func leavesBadNamesOutOfTheList() throws {
        let small = try SmallDatabase("INSERT INTO advertisers VALUES (CAST(x'6131FC' AS TEXT), 'gold', 1);")
        let complaint = SmallDatabase.complaint { _ = try small.open().advertisers(after: nil, limit: 10) }
        #expect(complaint.text.contains("advertisers.advertiser: x'6131FC' is not UTF-8 text"), "\(complaint.text)")
        let database = try small.open(onBadRow: .quarantine)
        // Fewer than the limit would say that there are no more.
        #expect(try database.advertisers(after: nil, limit: 2) == ["a1", "a2"])
        #expect(try database.advertisers(after: "a1", limit: 1) == ["a2"])
        #expect(try database.advertisers(after: "a2", limit: 1) == [])
    }

    @Test func shortensLongBytes() {
        let fault = RowFault(
            table: "advertisers", column: "advertiser",
            problem: .notUTF8(bytes: [0x0A] + [UInt8](repeating: 0xFF, count: 40)))
        #expect(
            fault.description
                == "advertisers.advertiser: x'0A\(String(repeating: "F", count: 58))…' is not UTF-8 text")
    }
}
