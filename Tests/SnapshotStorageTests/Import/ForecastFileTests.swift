import AdvertiserDomain
import Testing

@testable import SnapshotStorage

@Suite struct ForecastFileTests {
    private func records(_ text: String) throws -> [ForecastFile.Record] {
        var file = try ForecastFile(CSVRecordChunkerTests.source(Array(text.utf8)))
        var records: [ForecastFile.Record] = []
        try file.forEach { records.append($0) }
        return records
    }

    @Test func readsColumnsInAnyOrder() throws {
        let records = try records(
            "task,point,mean,as_of,scenario,advertiser,note\nclicks,0,1.5e1,2020-02-29,\"a, b\",x,\n")
        let day = try #require(Day(year: 2020, month: 2, day: 29))
        #expect(
            records == [
                ForecastFile.Record(
                    line: 2, advertiser: "x", scenario: "a, b", asOf: day, task: "clicks", mean: 15, smapePoint: 0,
                    nmaePoint: 0)
            ])
    }

    @Test func takesAPointForEachDecision() throws {
        let record = try #require(
            try records("advertiser,scenario,as_of,task,mean,nmae_point,smape_point\na,b,2020-02-01,c,1,2,3\n").first)
        #expect(record.mean == 1 && record.nmaePoint == 2 && record.smapePoint == 3)
    }

    @Test func namesTheMissingColumn() {
        #expect(throws: ImportError.missingForecastColumn(file: "test.csv", column: "point")) {
            try records("advertiser,scenario,as_of,task,mean\n")
        }
    }

    @Test(arguments: [
        ("2020-02-30,1,1", "as_of", "2020-02-30", "a date YYYY-MM-DD"),
        ("2020-02-01,-1,1", "mean", "-1", "a number that is not negative"),
        ("2020-02-01,nan,1", "mean", "nan", "a number that is not negative"),
        ("2020-02-01,1,1e39", "point", "1e39", "a number that is not negative"),
        ("2020-02-01,1,", "point", "", "a number that is not negative"),
    ])
    func namesTheBadLine(rest: String, column: String, value: String, allowed: String) {
        #expect(
            throws: ImportError.badValue(file: "test.csv", line: 3, column: column, value: value, allowed: allowed)
        ) {
            try records(
                "advertiser,scenario,task,as_of,mean,point\na,feed,clicks,2020-02-01,1,1\na,feed,clicks,\(rest)\n")
        }
    }
}
