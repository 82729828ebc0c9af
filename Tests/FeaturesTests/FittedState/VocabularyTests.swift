import Foundation
import Testing

@testable import Features

@Suite struct VocabularyTests {
    @Test func codesFollowSortedCategories() {
        let vocabulary = Vocabulary(of: ["pear", "apple", "pear", "fig"])
        #expect(vocabulary.categories == ["apple", "fig", "pear"])
        #expect(["apple", "fig", "pear"].map(vocabulary.code(of:)) == [1, 2, 3])
        #expect(["", "aaa", "plum", "zebra"].map(vocabulary.code(of:)) == [0, 0, 0, 0])
        #expect(Vocabulary(of: []).code(of: "apple") == 0)
    }

    @Test func canonicallyEqualTextsAreDifferentCategories() {
        let vocabulary = Vocabulary(of: ["\u{E9}", "e\u{301}"])
        #expect(vocabulary.count == 2)
        #expect(vocabulary.code(of: "e\u{301}") == 1)
        #expect(vocabulary.code(of: "\u{E9}") == 2)
    }

    @Test func refusesUnsortedOrRepeatedCategories() {
        #expect(throws: FittedStateError.notAscending(field: "categories")) { try Vocabulary(categories: ["b", "a"]) }
        #expect(throws: FittedStateError.notAscending(field: "categories")) { try Vocabulary(categories: ["a", "a"]) }
        #expect(throws: FittedStateError.notAscending(field: "categories")) {
            try JSONDecoder().decode(Vocabulary.self, from: Data(#"["b","a"]"#.utf8))
        }
    }
}
