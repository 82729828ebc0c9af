import Testing

@testable import PredictionAPI

struct PrometheusTextTests {
    @Test func writesFamiliesAndSamples() {
        var text = PrometheusText()
        text.single("a_total", .counter, "Back\\slash\nand line.", labels: [("x", "q\"\\\n")], 3)
        text.family("b", .gauge, "B.")
        text.sample("b", [], 0.25)
        text.sample("b", [("x", "1"), ("y", "2")], .infinity)
        #expect(
            String(decoding: text.bytes, as: UTF8.self) == """
                # HELP a_total Back\\\\slash\\nand line.
                # TYPE a_total counter
                a_total{x="q\\"\\\\\\n"} 3
                # HELP b B.
                # TYPE b gauge
                b 0.25
                b{x="1",y="2"} +Inf

                """)
    }

    @Test func bucketsAreCumulativeAndEndInTheCount() {
        let histogram = DurationHistogram()
        for seconds in [0.000_04, 0.000_05, 0.000_06, 0.3, 100] { histogram.observe(seconds) }
        var text = PrometheusText()
        text.histogram("d", [("route", "/predict")], histogram.counts)
        let lines = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == DurationHistogram.bounds.count + 3)
        #expect(lines[0] == "d_bucket{route=\"/predict\",le=\"5e-05\"} 2")
        #expect(lines[1] == "d_bucket{route=\"/predict\",le=\"0.0001\"} 3")
        #expect(lines.contains("d_bucket{route=\"/predict\",le=\"0.5\"} 4"))
        #expect(lines.contains("d_bucket{route=\"/predict\",le=\"60\"} 4"))
        #expect(lines.contains("d_bucket{route=\"/predict\",le=\"+Inf\"} 5"))
        #expect(lines.contains("d_count{route=\"/predict\"} 5"))
        #expect(lines.contains { $0.hasPrefix("d_sum{route=\"/predict\"} 100.300") })
    }
}
