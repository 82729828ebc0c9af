import ArgumentParser

/// Two texts as `name=value`, both not empty.
struct NamedValue: Equatable {
    let name: String
    let value: String

    init?(_ text: String) {
        guard let separator = text.firstIndex(of: "=") else { return nil }
        name = String(text[..<separator])
        value = String(text[text.index(after: separator)...])
        guard !name.isEmpty, !value.isEmpty else { return nil }
    }

    /// Reads one, or throws a `ValidationError` that shows an example.
    static func reader(example: String) -> @Sendable (String) throws -> NamedValue {
        { text in
            guard let named = NamedValue(text) else {
                throw ValidationError("give a name and a value, such as \(example)")
            }
            return named
        }
    }
}
