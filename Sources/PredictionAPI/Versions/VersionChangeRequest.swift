/// Who asks for a change of version, and why; both go to the log of activations.
package struct VersionChangeRequest: Equatable {
    var by: String
    var why: String

    private static let keys = ["by", "why"]
    /// Characters that either text may have.
    package static let longestText = 200

    /// - Parameters:
    ///   - body: JSON, or nothing.
    ///   - by: where the request names nobody.
    init(_ body: [UInt8], by: String) throws(PredictRequestFault) {
        self.by = by
        why = ""
        guard !body.isEmpty else { return }
        let value: JSONValue
        do {
            value = try JSONReader.value(of: body)
        } catch {
            throw .malformedJSON(error)
        }
        let object = try value.object(at: .root)
        for member in object.members where !Self.keys.contains(member.key) {
            throw .unknownField(JSONPointer.root[member.key], name: member.key, known: Self.keys)
        }
        if let given = try Self.text(object, "by"), !given.isEmpty { self.by = given }
        why = try Self.text(object, "why") ?? ""
    }

    private static func text(_ object: JSONObject, _ key: String) throws(PredictRequestFault) -> String? {
        let pointer = JSONPointer.root[key]
        guard let text = try object[key]?.text(at: pointer) else { return nil }
        guard text.unicodeScalars.count <= longestText else {
            throw .unexpectedValue(pointer, expected: "a text of at most \(longestText) characters")
        }
        return text
    }
}
