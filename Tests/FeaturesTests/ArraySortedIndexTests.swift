import Testing

@testable import Features

@Suite struct ArraySortedIndexTests {
    @Test func findsWhatIsThereAndNothingElse() {
        let names = ["Z", "a", "ab", "e\u{301}", "\u{E9}"]
        for (index, name) in names.enumerated() { #expect(names.sortedIndex(of: name) == index) }
        for name in ["", "A", "aa", "b", "e", "\u{EA}"] { #expect(names.sortedIndex(of: name) == nil) }
        #expect([String]().sortedIndex(of: "a") == nil)
    }
}
