import AdvertiserDomain
import Foundation
import Testing

@testable import SnapshotStorage

@Suite struct ConfigurationCheckTests {
    /// Six days before those of the small database: as many as a training with a window and a horizon of one day lacks.
    static let earlierDays = """
        INSERT INTO daily_snapshots VALUES
          ('a1', 'search', '2020-01-26', 1, 2, 3), ('a1', 'search', '2020-01-27', 1, 2, 3),
          ('a1', 'search', '2020-01-28', 1, 2, 3), ('a1', 'search', '2020-01-29', 1, 2, 3),
          ('a1', 'search', '2020-01-30', 1, 2, 3), ('a1', 'search', '2020-01-31', 1, 2, 3);
        """

    static func check(
        _ small: SmallDatabase, onBadRow: BadRowPolicy = .fail, windowDays: Int = 1, horizonDays: Int = 1
    ) throws -> ConfigurationCheck {
        let configuration = AdcastConfiguration(
            database: small.path, models: small.directory.path, columns: SmallDatabase.columns,
            tasks: [PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks")],
            onBadRow: onBadRow, windowDays: windowDays, horizonDays: horizonDays)
        let check = try ConfigurationCheck(configuration, database: small.open(onBadRow: onBadRow))
        #expect(check.findings.allSatisfy { !$0.text.contains("\n") })
        return check
    }

    @Test func passesASoundDatabase() throws {
        let check = try Self.check(SmallDatabase(Self.earlierDays))
        #expect(!check.hasFault)
        #expect(
            check.text == """
                ok      daily_snapshots: logins REAL, clicks REAL, gmv REAL
                ok      advertisers: level TEXT, size REAL
                ok      scenarios: type TEXT
                advice  daily_snapshots: no index begins with date, so replacing a day reads the whole table; run: \
                CREATE INDEX snapshots_by_date ON daily_snapshots(date)
                ok      15 rows in all tables, none of them bad
                ok      9 complete days, 2020-01-26 to 2020-02-03; every date counts as complete
                ok      in the complete days 11 snapshots of 3 advertisers in 2 scenarios
                """)
    }

    @Test func advisesIndices() throws {
        let indexed = try SmallDatabase(
            Self.earlierDays + "CREATE INDEX by_date ON daily_snapshots(date);")
        #expect(try Self.check(indexed).findings.allSatisfy { $0.severity == .passed })
        let bare = try SmallDatabase(
            schema: SmallDatabase.schema.replacingOccurrences(
                of: ",\n  PRIMARY KEY(advertiser, scenario, date)) WITHOUT ROWID", with: ")"))
        #expect(try Self.check(bare).text.contains("advice  daily_snapshots: no index begins with advertiser"))
    }

    @Test func reportsBadRowsByThePolicy() throws {
        let small = try SmallDatabase(
            Self.earlierDays + "UPDATE daily_snapshots SET clicks = -1 WHERE scenario = 'display';")
        let failing = try Self.check(small)
        #expect(failing.hasFault)
        #expect(
            failing.text.contains("fault   \(small.path): daily_snapshots.clicks (advertiser 'a1', scenario 'display'"))
        #expect(failing.text.contains("note    2 of 15 rows are bad"))
        let lenient = try Self.check(small, onBadRow: .quarantine)
        #expect(!lenient.hasFault)
        #expect(lenient.text.contains("note    2 of 15 rows are left out as bad, such as daily_snapshots.clicks"))
        #expect(lenient.text.contains("ok      in the complete days 9 snapshots of 3 advertisers"))
    }

    @Test func reportsAFutureDate() throws {
        let small = try SmallDatabase("INSERT INTO daily_snapshots VALUES ('a1', 'search', '2020-02-09', 1, 1, 1);")
        let check = try Self.check(small)
        #expect(check.hasFault)
        #expect(check.text.contains("date '2020-02-09'): it lies after today, 2020-02-08"))
    }

    @Test func reportsAWindowLongerThanTheData() throws {
        #expect(try !Self.check(SmallDatabase(Self.earlierDays), windowDays: 1, horizonDays: 1).hasFault)
        let check = try Self.check(SmallDatabase(Self.earlierDays), windowDays: 2, horizonDays: 1)
        #expect(check.hasFault)
        #expect(
            check.text.contains(
                "fault   window_days 2 and horizon_days 1 need 10 days, dates to validate on included, and daily_snapshots "
                    + "covers 9; import more days"))
    }

    @Test func reportsAnEmptyDatabase() throws {
        let check = try Self.check(SmallDatabase(content: ""))
        #expect(check.hasFault)
        #expect(check.text.contains("has no complete day"))
    }

    @Test func notesGapsScenariosAndConstants() throws {
        let check = try Self.check(
            SmallDatabase(
                Self.earlierDays + """
                    DELETE FROM scenarios; DELETE FROM daily_snapshots WHERE date = '2020-02-02' OR scenario = 'display';
                    UPDATE daily_snapshots SET logins = 3; UPDATE advertisers SET level = 'gold';
                    """))
        #expect(!check.hasFault)
        #expect(check.text.contains("note    days without rows in between: 1, the first is 2020-02-02"))
        #expect(check.text.contains("note    there is only the scenario 'search'"))
        #expect(check.text.contains("note    the scenario 'search' has no row in scenarios"))
        #expect(check.text.contains("note    daily_snapshots.logins is 3.0 everywhere and tells a model nothing"))
        #expect(!check.text.contains("advertisers.level"))
        let constant = try Self.check(SmallDatabase("UPDATE scenarios SET type = 'x'; DELETE FROM advertisers;"))
        #expect(constant.text.contains("note    scenarios.type is 'x' everywhere"))
        #expect(constant.text.contains("note    advertisers.level is NULL everywhere"))
    }
}
