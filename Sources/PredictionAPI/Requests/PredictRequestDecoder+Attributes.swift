import AdvertiserDomain

extension PredictRequestDecoder {
    /// `{"name":{"attribute":value,…},…}`, ascending by name; attributes that are not given are unknown.
    func describedScenarios(_ value: JSONValue?) throws(PredictRequestFault) -> [ScenarioRecord] {
        guard let value else { return [] }
        let pointer = JSONPointer.root["scenario_attributes"]
        var records: [ScenarioRecord] = []
        let object = try value.object(at: pointer)
        try checkCount(object.members.count, at: pointer)
        for member in object.members {
            let attributes = try attributes(
                member.value, columns: vocabulary.columns.scenario, numeric: vocabulary.numericAttributes.scenario,
                at: pointer[member.key])
            records.append(ScenarioRecord(name: member.key, attributes: attributes))
        }
        return records.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// One value a column, unknown where the object does not give one.
    ///
    /// - Parameter numeric: those of `columns` that take numbers alone: a text there would count as unknown.
    func attributes(
        _ value: JSONValue, columns: [String], numeric: Set<String>, at pointer: JSONPointer
    ) throws(PredictRequestFault) -> [AttributeValue] {
        let object = try value.object(at: pointer)
        var attributes = [AttributeValue](repeating: .unknown, count: columns.count)
        for member in object.members {
            guard let position = columns.firstIndex(of: member.key) else {
                throw .unknownField(pointer[member.key], name: member.key, known: columns)
            }
            let isNumeric = numeric.contains(member.key)
            switch member.value {
            case .string(let text) where !isNumeric: attributes[position] = .text(text)
            case .number(let number):
                guard Float(number).isFinite else { throw .numberTooLarge(pointer[member.key], value: number) }
                attributes[position] = .number(number)
            case .null: attributes[position] = .unknown
            default:
                throw .wrongType(
                    pointer[member.key], expected: isNumeric ? "a number or null" : "a string, a number or null",
                    found: member.value.kind)
            }
        }
        return attributes
    }
}
