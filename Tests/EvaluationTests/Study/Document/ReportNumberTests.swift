import Testing

@testable import Evaluation

struct ReportNumberTests {
    @Test func theEndsOfAnIntervalShowTheirSigns() {
        func interval(_ lower: Double, _ upper: Double) -> String {
            ReportNumber.interval(PairedDifference(relative: 0, lower: lower, upper: upper))
                .replacing("\u{A0}", with: " ")
        }
        #expect(interval(-0.017, 0.0123) == "−1.7 % to +1.2 %")
        #expect(interval(-0.017, -0.0004) == "−1.7 % to −0.04 %")
        #expect(interval(-0.017, 0.000_041) == "−1.7 % to +0.004 %")
        #expect(interval(-0.000_000_6, 0.000_001_1) == "−0.0001 % to +0.0001 %")
        #expect(interval(-0.000_000_1, 0) == "−0.0000 % to 0.0 %")
        // Rounds to a tenth.
        #expect(interval(-0.000_51, 0.000_49) == "−0.1 % to +0.05 %")
    }

    @Test func aDifferenceOfMarginsIsInPercentagePoints() {
        let difference = MarginDifference(value: 0.0015, lower: -0.0004, upper: 0.0123)
        #expect(ReportNumber.points(difference.value) == "+0.1 percentage points")
        #expect(ReportNumber.interval(difference) == "−0.04 to +1.2")
    }
}
