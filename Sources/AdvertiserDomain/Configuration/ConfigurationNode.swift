import Yams

/// A value of the YAML file together with where it stands, so that every complaint names its place.
struct ConfigurationNode {
    let node: Node
    let file: String
    let keyPath: String

    var place: ConfigurationError.Place {
        ConfigurationError.Place(file: file, line: node.mark?.line, keyPath: keyPath)
    }

    /// Whether nothing stands after the key.
    var isNull: Bool { node.tag == Tag(.null) }

    /// The value as an error quotes it.
    var quoted: String {
        switch node {
        case .scalar(let scalar): isNull ? "an empty value" : "'\(scalar.string)'"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    func refuse(allowed: String) -> ConfigurationError {
        .notAllowed(place, value: quoted, allowed: allowed)
    }

    /// The elements of a list.
    func list(of what: String) throws -> [ConfigurationNode] {
        guard case .sequence(let sequence) = node else { throw refuse(allowed: "a list of \(what)") }
        return sequence.enumerated().map { index, element in
            ConfigurationNode(node: element, file: file, keyPath: "\(keyPath)[\(index)]")
        }
    }

    /// Any scalar as its text, so that a column may be called `on` or `1`.
    func text() throws -> String {
        guard case .scalar(let scalar) = node, !isNull, !scalar.string.isEmpty else {
            throw refuse(allowed: "a text that is not empty")
        }
        return scalar.string
    }

    func integer(in range: ClosedRange<Int>) throws -> Int {
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard node.tag == Tag(.int), let value = node.int, range.contains(value) else { throw refuse(allowed: allowed) }
        return value
    }

    /// A whole number in `range`, or `nil` for the given word.
    func integer(in range: ClosedRange<Int>, or word: String) throws -> Int? {
        if case .scalar(let scalar) = node, scalar.string == word { return nil }
        guard let value = try? integer(in: range) else {
            throw refuse(allowed: "'\(word)' or a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A finite number that `isAllowed` accepts and a `Float` can hold; `allowed` says which those are.
    func number(_ allowed: String, where isAllowed: (Float) -> Bool) throws -> Float {
        guard node.tag == Tag(.float) || node.tag == Tag(.int), let value = node.float, Float(value).isFinite,
            isAllowed(Float(value))
        else { throw refuse(allowed: allowed) }
        return Float(value)
    }

    /// A number in `range`, with the precision of the file.
    func number(in range: ClosedRange<Double>) throws -> Double {
        guard node.tag == Tag(.float) || node.tag == Tag(.int), let value = node.float, range.contains(value) else {
            throw refuse(allowed: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func flag() throws -> Bool {
        guard node.tag == Tag(.bool), let value = node.bool else { throw refuse(allowed: "true or false") }
        return value
    }

    /// One of the raw values of an enumeration.
    func choice<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type = Choice.self) throws -> Choice
    where Choice.RawValue == String {
        if case .scalar(let scalar) = node, let choice = Choice(rawValue: scalar.string) { return choice }
        throw refuse(allowed: "one of: \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }
}
