@testable import PredictionAPI

/// Checks values against the part of JSON Schema 2020-12 that the contract uses.
struct SchemaValidator {
    let contract: Contract

    /// Keywords that say nothing about a value, or only what a type of ours makes certain.
    private static let annotations: Set<String> = [
        "default", "description", "format", "pattern", "dependentRequired", "uniqueItems",
    ]

    /// What is wrong with `value`, each with its place; empty where it fits.
    func faults(of value: JSONValue, schema: JSONValue, at pointer: JSONPointer = .root) -> [String] {
        schema.keys.flatMap { keyword in
            faults(of: value, keyword: keyword, operand: schema[keyword], schema: schema, at: pointer)
        }
    }

    private func faults(
        of value: JSONValue, keyword: String, operand: JSONValue, schema: JSONValue, at pointer: JSONPointer
    ) -> [String] {
        func require(_ holds: Bool) -> [String] { holds ? [] : ["\(pointer): \(keyword) \(operand) of \(value)"] }
        func fits(_ schema: JSONValue) -> Bool { faults(of: value, schema: schema, at: pointer).isEmpty }
        switch keyword {
        case "$ref":
            return faults(of: value, schema: contract.resolved(schema), at: pointer)
        case "type":
            let types = operand.text.map { [$0] } ?? operand.elements.compactMap(\.text)
            return require(types.contains { has(value, type: $0) })
        case "enum": return require(operand.elements.contains(value))
        case "const": return require(operand == value)
        case "minimum": return require(value.number.map { $0 >= operand.number ?? .infinity } ?? true)
        case "maximum": return require(value.number.map { $0 <= operand.number ?? -.infinity } ?? true)
        case "minLength": return require(value.text.map { Double($0.count) >= operand.number ?? .infinity } ?? true)
        case "maxLength": return require(value.text.map { Double($0.count) <= operand.number ?? 0 } ?? true)
        case "minItems": return require(Double(value.elements.count) >= operand.number ?? .infinity)
        case "maxItems": return require(Double(value.elements.count) <= operand.number ?? 0)
        case "maxProperties": return require(Double(value.keys.count) <= operand.number ?? 0)
        case "required": return require(operand.elements.allSatisfy { value.keys.contains($0.text ?? "") })
        case "items":
            return value.elements.enumerated().flatMap { faults(of: $1, schema: operand, at: pointer[$0]) }
        case "properties":
            return operand.keys.filter(value.keys.contains).flatMap {
                faults(of: value[$0], schema: operand[$0], at: pointer[$0])
            }
        case "additionalProperties":
            let others = value.keys.filter { !schema["properties"].keys.contains($0) }
            if operand == .bool(false) { return require(others.isEmpty) }
            return others.flatMap { faults(of: value[$0], schema: operand, at: pointer[$0]) }
        case "allOf": return operand.elements.flatMap { faults(of: value, schema: $0, at: pointer) }
        case "anyOf": return require(operand.elements.contains(where: fits))
        case "oneOf": return require(operand.elements.count(where: fits) == 1)
        default: return Self.annotations.contains(keyword) ? [] : ["\(pointer): keyword \(keyword) is not understood"]
        }
    }

    private func has(_ value: JSONValue, type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
            (.number, "number"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}
