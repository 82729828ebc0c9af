import AdvertiserDomain
import ForecastModels
import Inference

/// Turns the JSON of a request for the whole platform into a ``PlatformQuery``.
struct PlatformQueryDecoder {
    let requests: PredictRequestDecoder
    /// The numbers that the model gives.
    let fields: [ForecastField]

    private static let keys = ["all", "as_of", "include", "limit", "order_by", "scenarios", "tasks", "where"]

    /// More rows than a platform has.
    private static let greatestLimit = 1_000_000_000

    /// Whether an object is meant as such a request.
    static func isMeant(by object: JSONObject) -> Bool { object["all"] != nil }

    func query(from object: JSONObject) throws(PredictRequestFault) -> PlatformQuery {
        for member in object.members where !Self.keys.contains(member.key) {
            throw .unknownField(JSONPointer.root[member.key], name: member.key, known: Self.keys)
        }
        guard case .bool(true) = object["all"] ?? .null else {
            throw .unexpectedValue(JSONPointer.root["all"], expected: "true")
        }
        return PlatformQuery(
            scenarios: try object["scenarios"].map { value throws(PredictRequestFault) in
                try requests.scenarioNames(value)
            },
            tasks: try object["tasks"].map { value throws(PredictRequestFault) in try requests.tasks(value) }
                ?? Array(requests.vocabulary.tasks.indices),
            asOf: try object["as_of"].map { value throws(PredictRequestFault) in
                try requests.day(value, at: JSONPointer.root["as_of"])
            },
            condition: try object["where"].map { value throws(PredictRequestFault) in try condition(value) },
            includesNoHistory: try object["include"].map { value throws(PredictRequestFault) in
                try includesNoHistory(value)
            } ?? false,
            order: try object["order_by"].map { value throws(PredictRequestFault) in try order(value) },
            limit: try object["limit"].map { value throws(PredictRequestFault) in try limit(value) })
    }

    private func condition(_ value: JSONValue) throws(PredictRequestFault) -> ForecastCondition {
        let pointer = JSONPointer.root["where"]
        let object = try object(value, at: pointer, keys: ["above", "below", "field", "task"])
        let above = try bound(object["above"], at: pointer["above"])
        let below = try bound(object["below"], at: pointer["below"])
        guard above != nil || below != nil else {
            throw .unexpectedValue(pointer, expected: "\"above\", \"below\" or both")
        }
        let (task, field) = try number(object, at: pointer)
        return ForecastCondition(task: task, field: field, above: above, below: below)
    }

    private func order(_ value: JSONValue) throws(PredictRequestFault) -> ForecastOrder {
        let pointer = JSONPointer.root["order_by"]
        let object = try object(value, at: pointer, keys: ["descending", "field", "task"])
        var isDescending = false
        switch object["descending"] {
        case nil: break
        case .bool(let flag): isDescending = flag
        case .some(let other):
            throw .wrongType(pointer["descending"], expected: "true or false", found: other.kind)
        }
        let (task, field) = try number(object, at: pointer)
        return ForecastOrder(task: task, field: field, isDescending: isDescending)
    }

    /// The task and field that an object names; the field is `point` where it names none.
    private func number(
        _ object: JSONObject, at pointer: JSONPointer
    ) throws(PredictRequestFault) -> (task: Int, field: ForecastField) {
        guard let name = try object["task"]?.text(at: pointer["task"]) else {
            throw .missingField(pointer, name: "task")
        }
        guard let task = requests.vocabulary.taskPositions[name] else {
            throw .unknownTask(pointer["task"], name: name, known: requests.vocabulary.tasks.map(\.name))
        }
        guard let written = try object["field"]?.text(at: pointer["field"]) else { return (task, .point) }
        guard let field = ForecastField(rawValue: written), fields.contains(field) else {
            throw .absentForecastField(pointer["field"], name: written, known: fields.map(\.rawValue))
        }
        return (task, field)
    }

    private func bound(
        _ value: JSONValue?, at pointer: JSONPointer
    ) throws(PredictRequestFault) -> Float? {
        guard let value else { return nil }
        guard case .number(let number) = value else {
            throw .wrongType(pointer, expected: "a number", found: value.kind)
        }
        return Float(number)
    }

    private func includesNoHistory(_ value: JSONValue) throws(PredictRequestFault) -> Bool {
        let pointer = JSONPointer.root["include"]
        let known = [ForecastStatus.noHistory.rawValue]
        let elements = try value.array(at: pointer)
        for (position, element) in elements.enumerated() {
            let text = try element.text(at: pointer[position])
            guard known.contains(text) else { throw .unknownField(pointer[position], name: text, known: known) }
        }
        return !elements.isEmpty
    }

    private func limit(_ value: JSONValue) throws(PredictRequestFault) -> Int {
        let pointer = JSONPointer.root["limit"]
        guard case .number(let number) = value else {
            throw .wrongType(pointer, expected: "a number", found: value.kind)
        }
        guard let limit = Int(exactly: number), (1...Self.greatestLimit).contains(limit) else {
            throw .unexpectedValue(pointer, expected: "a whole number from 1 to \(Self.greatestLimit)")
        }
        return limit
    }

    private func object(
        _ value: JSONValue, at pointer: JSONPointer, keys: [String]
    ) throws(PredictRequestFault) -> JSONObject {
        let object = try value.object(at: pointer)
        for member in object.members where !keys.contains(member.key) {
            throw .unknownField(pointer[member.key], name: member.key, known: keys)
        }
        return object
    }
}
