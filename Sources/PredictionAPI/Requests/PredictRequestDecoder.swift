import AdvertiserDomain

/// Turns the JSON of a request into a ``PredictRequest``, refusing whatever the contract does not have.
package struct PredictRequestDecoder {
    let vocabulary: RequestVocabulary
    let today: Day

    package init(vocabulary: RequestVocabulary, today: Day) {
        self.vocabulary = vocabulary
        self.today = today
    }

    private static let fields = [
        "advertiser", "as_of", "history", "profile", "scenario_attributes", "scenarios", "tasks",
    ]

    /// Scenarios or tasks that one request may name, which bounds the rows it makes the model score.
    private static let mostNames = 1_000

    /// The request that `value` holds, every name in it resolved.
    package func request(from value: JSONValue) throws(PredictRequestFault) -> PredictRequest {
        let object = try value.object(at: .root)
        for member in object.members where !Self.fields.contains(member.key) {
            throw .unknownField(JSONPointer.root[member.key], name: member.key, known: Self.fields)
        }
        let lookup = ScenarioLookup(
            vocabulary: vocabulary, described: try describedScenarios(object["scenario_attributes"]))
        let scenarios = try object["scenarios"].map { value throws(PredictRequestFault) in
            try self.scenarios(value, lookup: lookup)
        }
        let tasks = try object["tasks"].map { value throws(PredictRequestFault) in try self.tasks(value) }
        let asOf = try object["as_of"].map { value throws(PredictRequestFault) in
            try day(value, at: JSONPointer.root["as_of"])
        }
        return PredictRequest(
            subject: try subject(object, lookup: lookup, asOf: asOf), scenarios: scenarios, lookup: lookup,
            tasks: tasks ?? Array(vocabulary.tasks.indices), asOf: asOf)
    }

    private func subject(
        _ object: JSONObject, lookup: ScenarioLookup, asOf: Day?
    ) throws(PredictRequestFault) -> PredictRequest.Subject {
        let advertiser = try object["advertiser"].map { value throws(PredictRequestFault) in
            try value.text(at: JSONPointer.root["advertiser"])
        }
        guard let rows = object["history"] else {
            if object["profile"] != nil { throw .profileWithoutHistory(JSONPointer.root["profile"]) }
            guard let advertiser else { throw .noSubject }
            return .stored(advertiser: advertiser)
        }
        if let asOf, asOf > today { throw .futureDate(JSONPointer.root["as_of"], day: asOf, today: today) }
        let profile = try attributes(
            object["profile"] ?? .object(JSONObject()), columns: vocabulary.columns.profile,
            numeric: vocabulary.numericAttributes.profile, at: JSONPointer.root["profile"])
        let snapshots = try snapshots(rows, lookup: lookup)
        return .inline(
            name: advertiser,
            history: AdvertiserHistory(advertiser: advertiser ?? "", profile: profile, snapshots: snapshots))
    }

    private func scenarios(
        _ value: JSONValue, lookup: ScenarioLookup
    ) throws(PredictRequestFault) -> [ScenarioRecord] {
        try names(value, at: JSONPointer.root["scenarios"]) { name, pointer throws(PredictRequestFault) in
            guard let scenario = lookup[name] else {
                throw .unknownScenario(pointer, name: name, known: lookup.names)
            }
            return scenario
        }
    }

    /// Names of scenarios of the database.
    func scenarioNames(_ value: JSONValue) throws(PredictRequestFault) -> [String] {
        try names(value, at: JSONPointer.root["scenarios"]) { name, pointer throws(PredictRequestFault) in
            guard let position = vocabulary.scenarioPositions[NameKey(name)] else {
                throw .absentScenario(pointer, name: name, known: vocabulary.scenarios.map(\.name))
            }
            return vocabulary.scenarios[position].name
        }
    }

    /// Positions among the model's tasks.
    func tasks(_ value: JSONValue) throws(PredictRequestFault) -> [Int] {
        try names(value, at: JSONPointer.root["tasks"]) { name, pointer throws(PredictRequestFault) in
            guard let position = vocabulary.taskPositions[name] else {
                throw .unknownTask(pointer, name: name, known: vocabulary.tasks.map(\.name))
            }
            return position
        }
    }

    /// A list of names, not empty and none of them twice, each looked up.
    private func names<Named>(
        _ value: JSONValue, at pointer: JSONPointer,
        _ lookUp: (String, JSONPointer) throws(PredictRequestFault) -> Named
    ) throws(PredictRequestFault) -> [Named] {
        let elements = try value.array(at: pointer)
        guard !elements.isEmpty else { throw .emptyList(pointer) }
        try checkCount(elements.count, at: pointer)
        var seen: Set<NameKey> = []
        var named: [Named] = []
        for (position, element) in elements.enumerated() {
            let name = try element.text(at: pointer[position])
            named.append(try lookUp(name, pointer[position]))
            guard seen.insert(NameKey(name)).inserted else { throw .repeatedName(pointer[position], name: name) }
        }
        return named
    }

    func checkCount(_ count: Int, at pointer: JSONPointer) throws(PredictRequestFault) {
        guard count <= Self.mostNames else {
            throw .tooManyNames(pointer, count: count, limit: Self.mostNames)
        }
    }
}
