import AdvertiserDomain

/// The scenarios a request may name: those of the database, and those that the request describes itself.
package struct ScenarioLookup: Sendable {
    let vocabulary: RequestVocabulary
    /// New scenarios, or in place of the database's, ascending by name.
    package let described: [ScenarioRecord]
    private let describedPositions: [NameKey: Int]

    init(vocabulary: RequestVocabulary, described: [ScenarioRecord]) {
        self.vocabulary = vocabulary
        self.described = described
        self.describedPositions = Dictionary(
            zip(described.map { NameKey($0.name) }, described.indices), uniquingKeysWith: { first, _ in first })
    }

    /// What the request says of a scenario goes before what the database says.
    package subscript(name: String) -> ScenarioRecord? {
        let key = NameKey(name)
        if let position = describedPositions[key] { return described[position] }
        return vocabulary.scenarioPositions[key].map { vocabulary.scenarios[$0] }
    }

    /// Every scenario once.
    package var all: [ScenarioRecord] {
        if described.isEmpty { return vocabulary.scenarios }
        return vocabulary.scenarios.filter { describedPositions[NameKey($0.name)] == nil } + described
    }

    /// Every name, for messages.
    var names: [String] { all.map(\.name) }
}
