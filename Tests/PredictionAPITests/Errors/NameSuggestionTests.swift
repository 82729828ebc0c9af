import Testing

@testable import PredictionAPI

struct NameSuggestionTests {
    @Test(
        "The nearest name within a third of the letters",
        arguments: [
            ("clik", "click"), ("CLICK", "click"), ("cilck", "click"), ("impresions", "impressions"), ("gmw", "gmv"),
        ])
    func near(name: String, expected: String) {
        #expect(NameSuggestion.nearest(to: name, among: ["impressions", "click", "gmv"]) == expected)
    }

    @Test("Nothing is near", arguments: ["", "orders", "ab", String(repeating: "click", count: 1_000)])
    func far(name: String) {
        #expect(NameSuggestion.nearest(to: name, among: ["impressions", "click", "gmv"]) == nil)
    }
}
