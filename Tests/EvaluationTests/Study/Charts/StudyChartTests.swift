import Foundation
import Testing

@testable import Evaluation

struct StudyChartTests {
    private static func place(_ name: String, in tag: String) throws -> Double {
        let pattern = try Regex(" \(name)=\"([0-9.-]+)\"")
        let match = try #require(tag.firstMatch(of: pattern))
        let text = try #require(match.output[1].substring)
        return try #require(Double(String(text)))
    }

    @Test func barsReachFromZeroToTheDifferenceAndAreColouredByVerdict() throws {
        let chart = IntervalChart(
            title: "NMAE", comparison: "M2M against",
            groups: [
                IntervalChart.Group(
                    title: "clicks",
                    rows: [
                        IntervalChart.Row(
                            name: "CGC", difference: PairedDifference(relative: -0.03, lower: -0.04, upper: -0.02)),
                        IntervalChart.Row(
                            name: "MMoE", difference: PairedDifference(relative: 0.01, lower: -0.02, upper: 0.04)),
                    ])
            ])
        let svg = StudyChart.intervals(chart).drawing.svg(name: "figure", title: "bars", isStandalone: false)
        let layout = IntervalChartLayout(chart.groups)
        #expect(layout.ticks.map(layout.label) == ["−4\u{A0}%", "−2\u{A0}%", "0", "+2\u{A0}%", "+4\u{A0}%"])
        let bars = svg.matches(of: /<rect [^>]*>/).map { String($0.output) }
        #expect(bars.count == 2)
        #expect(bars[0].contains("class=\"lower\""))
        #expect(bars[1].contains("class=\"tie\""))
        #expect(abs(try Self.place("x", in: bars[0]) - layout.x(of: -0.03)) < 0.06)
        #expect(abs(try Self.place("width", in: bars[0]) - (layout.x(of: 0) - layout.x(of: -0.03))) < 0.06)
        #expect(abs(try Self.place("x", in: bars[1]) - layout.x(of: 0)) < 0.06)
        #expect(svg.contains("clicks, CGC: −3.0\u{A0}%, 95 % interval −4.0\u{A0}% to −2.0\u{A0}%."))
    }

    @Test func linesPassTheirValuesAndNamesDoNotOverlap() throws {
        let values = [0.30, 0.28, 0.27].map { MeasureSummary([$0]) }
        let chart = LineChart(
            title: "NMAE", axis: "days", marks: ["0", "7", "14"], configured: 1,
            series: ["M2M", "CGC", "MMoE"].map { LineChart.Series(name: $0, values: values) })
        let layout = LineChartLayout(marks: 3, series: chart.series)
        #expect(layout.ticks.map(layout.label) == ["0.27", "0.28", "0.29", "0.30"])
        #expect(layout.y(of: 0.30) == layout.top)
        #expect(layout.y(of: 0.27) == layout.bottom)
        let heights = layout.labels.map(\.y)
        for (upper, lower) in zip(heights, heights.dropFirst()) { #expect(lower - upper >= 15) }
        #expect(heights.allSatisfy { $0 <= layout.bottom })
        let svg = StudyChart.lines(chart).drawing.svg(name: "figure", title: "lines", isStandalone: true)
        #expect(svg.contains("M64 34"))
        #expect(svg.contains("M2M: 0.300 at 0, 0.280 at 7, 0.270 at 14."))
        #expect(svg.contains("<style>"))
    }

    @Test func aChartOfOneValueOrNoneIsStillAPicture() {
        let one = LineChart(
            title: "t", axis: "a", marks: ["0"], configured: nil,
            series: [LineChart.Series(name: "M2M", values: [MeasureSummary([0.3])])])
        let none = LineChart(
            title: "t", axis: "a", marks: ["0", "7"], configured: nil,
            series: [LineChart.Series(name: "M2M", values: [nil, nil])])
        for chart in [one, none] {
            let svg = StudyChart.lines(chart).drawing.svg(name: "figure", title: "lines", isStandalone: true)
            #expect(!svg.contains("nan") && !svg.contains("inf"))
        }
    }

    @Test func ticksOfARangeAreRoundAndHoldIt() {
        func labels(_ smallest: Double, _ largest: Double) -> [String] {
            AxisTicks.values(from: smallest, through: largest, count: 5).map { String(format: "%.3f", $0) }
        }
        #expect(labels(0.331, 0.369) == ["0.330", "0.340", "0.350", "0.360", "0.370"])
        #expect(labels(-0.05, 0.02) == ["-0.060", "-0.040", "-0.020", "0.000", "0.020"])
        #expect(labels(0.5, 0.5) == ["0.000", "0.500"])
        #expect(labels(.nan, 1) == ["0.000", "1.000"])
    }
}
