import Testing

@testable import AdvertiserDomain

@Suite struct StringScalarOrderTests {
    /// Ascending; the last ones are too long to lie in the string itself.
    private static let names = [
        "", "a", "a\u{0}", "a\u{0}b", "ab", "b", "e\u{301}", "news_feed", "news_feed_of_the_front_page",
        "news_feed_of_the_front_page_b", "\u{e9}", "\u{1F600}",
    ]

    @Test func isThatOfTheBytes() {
        for (left, one) in Self.names.enumerated() {
            for (right, other) in Self.names.enumerated() {
                #expect(one.precedesByScalars(other) == (left < right), "\(one) and \(other)")
                #expect(one.equalsByScalars(other) == (left == right), "\(one) and \(other)")
            }
        }
    }
}
