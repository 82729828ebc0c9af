import AdvertiserDomain
import Features
import Testing

@testable import PredictionAPI

struct ScenarioLookupTests {
    @Test func namesOfOtherBytesAreOtherScenarios() throws {
        let composed = ScenarioRecord(name: "Caf\u{E9}", attributes: [.text("composed")])
        let decomposed = ScenarioRecord(name: "Cafe\u{301}", attributes: [.text("decomposed")])
        let vocabulary = RequestVocabulary(
            columns: ExampleWorld.specification.columns, tasks: ExampleWorld.specification.tasks,
            scenarios: [decomposed, composed], attributes: [])
        let plain = ScenarioLookup(vocabulary: vocabulary, described: [])
        #expect(plain[composed.name]?.attributes == composed.attributes)
        #expect(plain[decomposed.name]?.attributes == decomposed.attributes)
        let instead = ScenarioRecord(name: composed.name, attributes: [.unknown])
        let described = ScenarioLookup(vocabulary: vocabulary, described: [instead])
        #expect(described[composed.name]?.attributes == [.unknown])
        #expect(described[decomposed.name]?.attributes == decomposed.attributes)
        #expect(described.all.map(\.attributes) == [decomposed.attributes, [.unknown]])
    }
}
