import AdvertiserDomain
import Foundation
import Testing

@testable import SnapshotStorage

@Suite struct DataSetInspectionTests {
    static let tasks = [
        PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
        PredictionTask(name: "active", column: "logins", aggregate: .activeDays, unit: "days"),
    ]

    /// Three advertisers in both scenarios whose clicks are 1 and 10, 2 and 20, 3 and 40 on one day, and one in `search` only.
    static let content = """
        INSERT INTO scenarios VALUES ('display', NULL), ('search', NULL);
        INSERT INTO daily_snapshots(advertiser, scenario, date, logins, clicks) VALUES
          ('a1', 'display', '2020-02-03', 1, 1), ('a1', 'search', '2020-02-04', 1, 10),
          ('a2', 'display', '2020-02-03', 1, 2), ('a2', 'search', '2020-02-03', 1, 20),
          ('a3', 'display', '2020-02-04', 1, 3), ('a3', 'search', '2020-02-04', 1, 40),
          ('a4', 'search', '2020-02-04', 1, 99), ('a4', 'search', '2020-02-01', 1, 99),
          ('a1', 'display', '2020-02-01', 1, 7);
        """

    static func parts() throws -> DataSetInspection.Parts {
        let day = try SmallDatabase.day("2020-02-01")
        return DataSetInspection.Parts(train: [day + 1], validation: [day + 2], test: [day + 2, day + 3])
    }

    @Test func countsRowsAndSamples() throws {
        let database = try SmallDatabase(content: Self.content).open(pageRowCount: 2)
        let inspection = try DataSetInspection(
            of: database, tasks: Self.tasks, windowDays: 2, horizonDays: 2, parts: Self.parts())
        #expect(inspection.rows == 9)
        #expect(inspection.advertisers == 4)
        #expect(inspection.days == 3)
        #expect(inspection.gaps.map(\.isoText) == ["2020-02-02"])
        #expect(
            inspection.scenarios == [
                DataSetInspection.Scenario(
                    scenario: "display", isListed: true, advertisers: 3, rows: 4,
                    samples: .init(train: 1, validation: 2, test: 5)),
                DataSetInspection.Scenario(
                    scenario: "search", isListed: true, advertisers: 4, rows: 5,
                    samples: .init(train: 1, validation: 1, test: 5)),
            ])
    }

    @Test func correlatesScenarios() throws {
        let database = try SmallDatabase(content: Self.content).open()
        let inspection = try DataSetInspection(
            of: database, tasks: Self.tasks, windowDays: 2, horizonDays: 2, parts: nil)
        let correlation = try #require(inspection.correlations.first)
        #expect(inspection.correlations.count == 1)
        #expect(correlation.first == "display")
        #expect(correlation.second == "search")
        #expect(correlation.advertisers == 3)
        #expect(correlation.points == 3)
        #expect(correlation.tasks.map(\.task) == ["clicks", "active"])
        // Differences from the means 2 and 70/3: products 30, squares 2 and 1400/3.
        let expected = 30 / (2.0 * 1400 / 3).squareRoot()
        #expect(abs(try #require(correlation.tasks[0].coefficient) - expected) < 1e-12)
        #expect(correlation.tasks[1].coefficient == nil)
        #expect(inspection.scenarios.allSatisfy { $0.samples == nil })
    }

    @Test func writesText() throws {
        let small = try SmallDatabase(content: Self.content)
        let inspection = try DataSetInspection(
            of: small.open(), tasks: Self.tasks, windowDays: 2, horizonDays: 2, parts: Self.parts())
        let expected = """
            database                 \(small.path)
            rows                     9
            advertisers              4
            complete days            3, 2020-02-01 to 2020-02-04 (every date counts)
            days without rows        2020-02-02
            as-of dates, train       1, 2020-02-02 to 2020-02-02
            as-of dates, validation  1, 2020-02-03 to 2020-02-03
            as-of dates, test        2, 2020-02-03 to 2020-02-04

            Samples of each scenario (window 2 days, horizon 2 days)
            scenario  advertisers  rows  train  validation  test
            display             3     4      1           2     5
            search              4     5      1           1     5

            Pearson correlation between scenarios (sums over 2 days that do not overlap, of advertisers with a row in both)
            scenarios          advertisers  clicks  active
            display    search            3    0.98       –
            """
        #expect(inspection.text == expected)
    }

    @Test func writesJSONInSnakeCase() throws {
        let inspection = try DataSetInspection(
            of: SmallDatabase(content: Self.content).open(), tasks: Self.tasks, windowDays: 2, horizonDays: 2,
            parts: Self.parts())
        let json = try inspection.json()
        #expect(!json.contains("\n"))
        #expect(json.contains(#""as_of_dates":{"test":["2020-02-03","2020-02-04"],"train":["2020-02-02"],"#))
        #expect(json.contains(#""lists_complete_days":false"#))
        #expect(json.contains(#"{"coefficient":null,"task":"active"}"#))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        #expect(try decoder.decode(DataSetInspection.self, from: Data(json.utf8)) == inspection)
    }

    @Test func inspectsTheRealPanel() throws {
        let database = try RealPanel().open()
        let range = try database.requiredDataRange()
        let last = range.newest - 7
        let parts = DataSetInspection.Parts(
            train: [range.oldest + 39], validation: [last - 1], test: [last])
        let inspection = try DataSetInspection(
            of: database, tasks: RealPanel.tasks, windowDays: 40, horizonDays: 7, parts: parts)
        #expect(inspection.rows == 211_566)
        #expect(inspection.days == 365)
        #expect(inspection.scenarios.map(\.scenario) == ["EWR", "JFK", "LGA"])
        #expect(inspection.scenarios.map(\.rows) == [75_846, 80_693, 55_027])
        #expect(inspection.scenarios.map(\.advertisers) == [338, 315, 363])
        #expect(inspection.scenarios.map(\.samples?.test) == [288, 252, 281])
        #expect(inspection.correlations.map { "\($0.first) \($0.second)" } == ["EWR JFK", "EWR LGA", "JFK LGA"])
        #expect(inspection.correlations.map(\.points) == [2275, 3488, 2507])
        #expect(inspection.correlations.map(\.advertisers) == [64, 142, 91])
        let expected = [0.155_605_194_998_794_5, 0.502_974_065_999_245_8, 0.188_144_991_338_579_07]
        for (correlation, value) in zip(inspection.correlations, expected) {
            #expect(abs(try #require(correlation.tasks.first?.coefficient) - value) < 1e-9)
        }
    }
}
