import Foundation
import Testing

@testable import AdvertiserDomain

@Suite struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0, 3), ("2000-03-01", 11_017, 2), ("2019-12-10", 18_240, 1), ("1969-12-31", -1, 2),
        ("0000-01-01", -719_528, 5), ("9999-12-31", 2_932_896, 4),
    ])
    func convertsBothWays(text: String, number: Int, weekday: Int) throws {
        let day = try #require(Day(isoText: text))
        #expect(day.number == number)
        #expect(day.isoText == text)
        #expect(day.weekday == weekday)
    }

    @Test(arguments: [
        "", "2020-02-30", "2019-02-29", "2020-13-01", "2020-00-10", "2020-01-00", "2020-1-01", "20200101",
        "2020-01-01 ",
        " 2020-01-01", "2020/01/01", "2020-01-0x", "-200-01-01", "２020-01-1", "2020-01-01T00:00",
    ])
    func refusesWhatIsNoDate(text: String) {
        #expect(Day(isoText: text) == nil)
    }

    @Test func countsLeapDays() throws {
        let day = try #require(Day(isoText: "2020-02-28"))
        #expect((day + 1).isoText == "2020-02-29")
        #expect((day + 2).isoText == "2020-03-01")
        #expect((day + 366) - day == 366)
        #expect(day < day + 1)
    }

    @Test func dependsOnTheTimeZone() throws {
        let moment = Date(timeIntervalSince1970: 1_600_000_000)  // 2020-09-13 12:26:40 UTC
        let kiritimati = try #require(TimeZone(identifier: "Pacific/Kiritimati"))
        #expect(Day(of: moment, in: .gmt).isoText == "2020-09-13")
        #expect(Day(of: moment, in: kiritimati).isoText == "2020-09-14")
        #expect(Day(of: Date(timeIntervalSince1970: -1), in: .gmt).isoText == "1969-12-31")
    }

    @Test func codesAsText() throws {
        let days = [Day(number: 18_240)]
        let data = try JSONEncoder().encode(days)
        #expect(String(decoding: data, as: UTF8.self) == #"["2019-12-10"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: data) == days)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2019-12-32"]"#.utf8))
        }
    }
}
