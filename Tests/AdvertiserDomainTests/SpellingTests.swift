import Testing

@testable import AdvertiserDomain

@Suite struct SpellingTests {
    @Test(arguments: [
        ("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("clikcs", "clicks", 1), ("epoch", "epochs", 1),
        ("ca", "abc", 3),
    ])
    func measuresEdits(first: String, second: String, distance: Int) {
        #expect(Spelling.editDistance(first, second) == distance)
        #expect(Spelling.editDistance(second, first) == distance)
    }

    @Test func suggestsOnlyWhatIsNear() {
        let keys = ["epochs", "batch_size", "learning_rate"]
        #expect(Spelling.nearest(to: "lerning_rate", among: keys) == "learning_rate")
        #expect(Spelling.nearest(to: "EPOCH", among: keys) == "epochs")
        #expect(Spelling.nearest(to: "colour", among: keys) == nil)
        #expect(Spelling.suggestion(for: "colour", among: keys) == "known: epochs, batch_size, learning_rate")
        #expect(Spelling.suggestion(for: "epoch", among: keys) == "did you mean 'epochs'?")
        #expect(Spelling.suggestion(for: "a", among: []) == "there is nothing to choose from")
    }
}
