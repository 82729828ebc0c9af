@testable import PredictionAPI

/// Short ways to a part of a document; a part that is not there is null.
extension JSONValue {
    subscript(key: String) -> JSONValue {
        guard case .object(let object) = self else { return .null }
        return object[key] ?? .null
    }

    subscript(index: Int) -> JSONValue {
        elements.indices.contains(index) ? elements[index] : .null
    }

    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    var keys: [String] {
        guard case .object(let object) = self else { return [] }
        return object.members.map(\.key)
    }
}
