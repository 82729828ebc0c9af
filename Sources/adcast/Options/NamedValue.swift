import ArgumentParser

/// Two texts as `name=value`, both not empty.
struct NamedValue: ExpressibleByArgument, Equatable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let separator = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<separator])
        value = String(argument[argument.index(after: separator)...])
        guard !name.isEmpty, !value.isEmpty else { return nil }
    }
}
