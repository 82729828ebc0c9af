import AdvertiserDomain
import Foundation
import Testing

@testable import Evaluation

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct ForecastChartTests {
    private let first = Day(number: 18_500)

    private func chart(_ series: [ForecastChart.Series], days: Int = 3, title: String = "Clicks") -> ForecastChart {
        ForecastChart(
            title: title, valueLabel: "clicks over the next 7 days", days: (0..<days).map { first + $0 }, series: series
        )
    }

    private func isWellFormed(_ svg: String) -> Bool {
        XMLParser(data: Data(svg.utf8)).parse()
    }

    @Test func linesConnectTheValuesAtTheirPlaces() {
        let svg = chart([
            .init(name: "outcome", role: .outcome, values: [0, 10, 5]),
            .init(name: "forecast", role: .forecast, values: [10, 10, 10]),
        ]).svg()
        // The plot runs from x 76 to 812 and from y 356 (0) up to 76 (10).
        #expect(svg.contains(#"<path class="line outcome" d="M76 356L76 356L444 76L812 216"/>"#))
        #expect(svg.contains(#"<path class="line forecast" d="M76 76L76 76L444 76L812 76"/>"#))
        #expect(svg.contains(">clicks over the next 7 days</text>"))
        #expect(svg.contains(">as-of date, 2020</text>"))
        #expect(svg.contains("prefers-color-scheme: dark"))
        #expect(!svg.contains("<script"))
        #expect(isWellFormed(svg))
    }

    @Test func absentValuesBreakTheLine() {
        let svg = chart([.init(name: "outcome", role: .outcome, values: [10, nil, .nan, 10, .infinity])], days: 5).svg()
        #expect(svg.contains(#"d="M76 76L76 76M628 76L628 76"/>"#))
        #expect(isWellFormed(svg))
    }

    @Test func namesAreEscaped() {
        let svg = chart(
            [.init(name: "a<b & \"c\"\u{0}", role: .baseline, values: [1, 2, 3])], title: "R&D <display>\u{1}'s"
        ).svg()
        #expect(svg.contains("<title>R&amp;D &lt;display&gt;&#39;s</title>"))
        #expect(svg.contains(">a&lt;b &amp; &quot;c&quot;</text>"))
        #expect(isWellFormed(svg))
    }

    @Test func labelsAtTheEndsDoNotOverlap() throws {
        let svg = chart(
            ForecastChart.Series.Role.allCases.map { .init(name: $0.rawValue, role: $0, values: [9, 9, 0]) }
        ).svg()
        let places = svg.split(separator: "\n").filter { $0.contains("class=\"name") }.compactMap { line in
            line.split(separator: "\"").last { Double($0) != nil }.flatMap { Double($0) }
        }.sorted()
        #expect(places.count == 3)
        #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 14.9 })
        #expect(try #require(places.last) <= 360)
    }

    @Test func emptyAndDegenerateChartsAreDrawn() {
        for (days, values) in [(0, []), (1, [5]), (2, [nil, nil]), (2, [0, 0]), (2, [])] as [(Int, [Double?])] {
            let svg = chart([.init(name: "outcome", role: .outcome, values: values)], days: days).svg()
            #expect(isWellFormed(svg))
            #expect(!svg.contains("nan"))
            #expect(svg.contains("no data") == (days == 0))
        }
    }
}
