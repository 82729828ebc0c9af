import AdvertiserDomain
import Testing

@testable import Evaluation

struct AxisTicksTests {
    @Test func valuesAreRoundAndReachTheLargest() {
        #expect(AxisTicks.values(upTo: 47, count: 5) == [0, 10, 20, 30, 40, 50])
        #expect(AxisTicks.values(upTo: 50, count: 5) == [0, 10, 20, 30, 40, 50])
        #expect(AxisTicks.values(upTo: 7.2, count: 5) == [0, 2, 4, 6, 8])
        #expect(AxisTicks.values(upTo: 3_100_000, count: 5) == [0, 1e6, 2e6, 3e6, 4e6])
        for broken in [0, -1, Double.nan, .infinity] {
            #expect(AxisTicks.values(upTo: broken, count: 5) == [0, 1])
        }
        for largest in [Double.leastNonzeroMagnitude, 1e-300, 0.3, 999, 1e300, .greatestFiniteMagnitude] {
            let ticks = AxisTicks.values(upTo: largest, count: 5)
            #expect((2...11).contains(ticks.count))
            #expect((ticks.last ?? 0) >= largest * 0.999)
        }
    }

    @Test func daysAreEvenlyApartAndFew() throws {
        let first = try #require(Day(isoText: "2020-08-25"))
        #expect(AxisTicks.days(from: first, through: first, count: 7) == [first])
        #expect(AxisTicks.days(from: first, through: first + 6, count: 7) == (0...6).map { first + $0 })
        #expect(AxisTicks.days(from: first, through: first + 7, count: 7).map { $0 - first } == [0, 2, 4, 6])
        #expect(AxisTicks.days(from: first, through: first + 30, count: 7).map { $0 - first } == [0, 7, 14, 21, 28])
        #expect(AxisTicks.days(from: first, through: first + 40_000, count: 7).count <= 7)
    }

    @Test func labelsAreShort() throws {
        let labels = [
            (0.0, "0"), (0.25, "0.25"), (12, "12"), (999, "999"), (1000, "1k"), (1500, "1.5k"), (2e7, "20M"),
            (3e9, "3G"),
        ]
        for (value, label) in labels {
            #expect(AxisTicks.label(value) == label)
        }
        #expect(AxisTicks.label(try #require(Day(isoText: "2020-09-01"))) == "1 Sep")
    }
}
