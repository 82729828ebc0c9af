import Testing

@testable import AdvertiserDomain

@Suite struct NameKeyTests {
    @Test func spellingsOfOtherBytesAreOtherKeys() {
        #expect("Caf\u{E9}" == "Cafe\u{301}")
        let keys: Set = [NameKey("Caf\u{E9}"), NameKey("Cafe\u{301}"), NameKey("Caf\u{E9}"), NameKey("")]
        #expect(keys.count == 3)
        #expect(keys.contains(NameKey("Cafe\u{301}")))
        #expect(!keys.contains(NameKey("Cafe")))
    }
}
